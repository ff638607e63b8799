package dev.keelson.e2e.parity;

import dev.keelson.e2e.scenario.StaticPods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A pod of servers that print what they are asked: each by its own probe, one by the hook of the
 * container after it.
 */
final class AskedRequests {
  static final String POD = "requests";

  /** The rest of each probe's httpGet. */
  private static final List<String> PROBES =
      List.of(
          "path: /",
          "path: '/a%2fb?x=1&y=%20#z'",
          "path: '/sp ace/ü(a)'",
          headers("{name: X-Test, value: here}"),
          headers("{name: x-lOWer-name, value: here}, {name: etag, value: '  a b  '}"),
          headers("{name: Host, value: example.test}"),
          headers("{name: host, value: 'a b'}"),
          headers("{name: User-Agent, value: me}, {name: user-agent, value: not me}"),
          headers("{name: User-Agent, value: ''}, {name: Accept, value: ''}"),
          headers("{name: Accept, value: a/b}, {name: accept, value: c/d}"),
          headers("{name: X-B, value: '1'}, {name: X-A, value: ''}, {name: x-b, value: '2'}"),
          headers("{name: Connection, value: keep-alive}, {name: Content-Length, value: '3'}"),
          headers("{name: Connection, value: close}, {name: Accept-Encoding, value: gzip}"));

  private AskedRequests() {}

  private static String headers(String headers) {
    return "path: /, httpHeaders: [" + headers + "]";
  }

  static String manifest() throws IOException {
    var text = new StringBuilder(StaticPods.resource("/requests/pod.yaml"));
    String container = StaticPods.resource("/requests/container.yaml");
    for (int i = 0; i < PROBES.size(); i++) {
      text.append(container.formatted(i, PROBES.get(i)));
    }
    return text.toString();
  }

  /** How many servers there are. */
  static int servers() {
    return PROBES.size() + 1;
  }

  /** The first request to each server that has been asked, by its container. */
  static Map<String, String> of(Path podLogs) throws IOException {
    Map<String, String> requests = new TreeMap<>();
    try (Stream<Path> logs = Files.walk(podLogs)) {
      for (Path log : logs.filter(AskedRequests::isLog).toList()) {
        String request = firstRequest(log);
        if (!request.isEmpty()) {
          requests.put(log.getName(log.getNameCount() - 2).toString(), request);
        }
      }
    } catch (UncheckedIOException _) {
      // A directory went while it was looked at; the next look sees what is there then.
    }
    return requests;
  }

  private static boolean isLog(Path file) {
    return file.toString().contains("_" + POD + "-") && file.endsWith("0.log");
  }

  /**
   * Without the carriage returns, which containerd drops; empty while it has not come to its end.
   */
  private static String firstRequest(Path log) throws IOException {
    List<String> lines =
        Stream.of(Files.readString(log).split("\n", -1))
            .map(line -> line.split(" ", 4))
            .filter(words -> words.length == 4)
            .map(words -> words[3].replace("\r", ""))
            .toList();
    int end = lines.indexOf("");
    return end < 0 ? "" : String.join("\n", lines.subList(0, end));
  }
}
