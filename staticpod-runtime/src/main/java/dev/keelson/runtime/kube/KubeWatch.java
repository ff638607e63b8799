package dev.keelson.runtime.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A watch that is open; used by one thread, closed by any. */
public final class KubeWatch implements AutoCloseable {
  private final String what;
  private final BufferedReader lines;

  KubeWatch(String what, InputStream body) {
    this.what = what;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next event.
   *
   * @return empty when the server ended the watch, as it does from time to time; watch again from
   *     the last resource version
   * @throws KubeException where the connection broke, or with status 410 where the resource version
   *     is too old: list again
   */
  public Optional<WatchEvent> next() {
    try {
      String line = lines.readLine();
      return line == null ? Optional.empty() : Optional.of(parse(line));
    } catch (IOException e) {
      throw new KubeException(
          "watching " + what + " broke off: " + e, KubeException.UNREACHABLE, e);
    }
  }

  private WatchEvent parse(String line) throws IOException {
    JsonNode event = KubeClient.JSON.readTree(line);
    String type = event.path("type").asText();
    if (type.equals("ERROR") || !(event.path("object") instanceof ObjectNode object)) {
      JsonNode status = event.path("object");
      throw new KubeException(
          "watching " + what + ": the API server says " + status.path("message").asText(),
          status.path("code").asInt(500),
          null);
    }
    return new WatchEvent(WatchEvent.Kind.valueOf(type), object);
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException _) {
      // It is being thrown away.
    }
  }
}
