package dev.keelson.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.PacedCommand;
import java.io.IOException;
import java.util.Optional;

/**
 * Init whose events come one at a time. While the reader looks at an effect that begins, init can
 * do that one, and none after it: the event of its end takes the only room there is.
 */
final class PacedInit implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PacedCommand init;

  private PacedInit(PacedCommand init) {
    this.init = init;
  }

  /** Starts init on that node, which has the images. */
  static PacedInit start(ControlPlane cluster) throws IOException, InterruptedException {
    return new PacedInit(
        PacedCommand.start(
            cluster.node(),
            ControlPlane.PATIENCE,
            PacedCommand.Stream.OUT,
            cluster.launcher(),
            "init",
            "-o",
            "json"));
  }

  /** The next effect that begins, in words; empty when init has ended. */
  Optional<String> nextEffect() throws IOException {
    for (String line = init.nextLine(); !line.isEmpty(); line = init.nextLine()) {
      JsonNode event = JSON.readTree(line);
      if (event.path("event").asText().equals("EffectStarted")) {
        return Optional.of(event.path("effect").asText());
      }
    }
    return Optional.empty();
  }

  /** Sends SIGKILL to init alone, and returns when it is gone. */
  void kill() throws IOException, InterruptedException {
    init.kill();
  }

  /** How it ended, after its last event. */
  Execution end() throws InterruptedException {
    return init.end();
  }

  @Override
  public void close() throws IOException {
    init.close();
  }
}
