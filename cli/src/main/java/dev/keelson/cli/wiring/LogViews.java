package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/** The output of containers, read from the runtime's local API. */
public final class LogViews {
  private final Console console;
  private final LocalApiClient api;

  /** Reads the runtime below that root directory. */
  public LogViews(Path rootDir, Console console) {
    this.console = console;
    this.api = new LocalApiClient(new NodeLayout(rootDir).socket());
  }

  /** Prints a container's lines as they come. */
  public void print(LogFlags flags) {
    var finder = new PodFinder(api, console);
    PodSnapshot pod = finder.pod(flags.namespace(), flags.pod());
    var request =
        new LogRequest(
            PodFinder.metadata(pod, "namespace"),
            PodFinder.metadata(pod, "name"),
            finder.container(pod, flags.container()),
            flags.follow(),
            flags.tail(),
            flags.age().map(age -> Instant.now().minus(age)).or(flags::since),
            flags.previous(),
            flags.timestamps());
    try (InputStream lines = api.logs(request)) {
      copy(lines, flags.limitBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the log of " + pod.fullName(), e);
    }
    console.flush();
  }

  private void copy(InputStream lines, long limit) throws IOException {
    byte[] buffer = new byte[8192];
    long left = limit < 0 ? Long.MAX_VALUE : limit;
    while (left > 0) {
      int n = lines.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        return;
      }
      console.out().write(buffer, 0, n);
      console.out().flush();
      left -= n;
    }
  }
}
