package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LogRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The output of containers, read from the runtime's local API. */
public final class LogViews {
  private final Console console;
  private final LocalApiClient api;

  /** Reads the runtime below that root directory. */
  public LogViews(Path rootDir, Console console) {
    this.console = console;
    this.api = new LocalApiClient(new NodeLayout(rootDir).socket());
  }

  /**
   * Prints a container's lines as they come.
   *
   * @param tail the last so many; negative for all
   * @param age nothing older; null for all
   */
  public void print(
      String namespace,
      String pod,
      String container,
      boolean follow,
      boolean previous,
      boolean timestamps,
      int tail,
      @Nullable Duration age) {
    var request =
        new LogRequest(
            namespace,
            pod,
            container,
            follow,
            tail < 0 ? OptionalInt.empty() : OptionalInt.of(tail),
            Optional.ofNullable(age).map(a -> Instant.now().minus(a)),
            previous,
            timestamps);
    try (InputStream lines = api.logs(request)) {
      lines.transferTo(console.out());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the log of " + namespace + "/" + pod, e);
    }
    console.flush();
  }
}
