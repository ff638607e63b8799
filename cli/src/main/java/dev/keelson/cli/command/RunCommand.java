package dev.keelson.cli.command;

import dev.keelson.cli.wiring.RunRequest;
import dev.keelson.cli.wiring.RuntimeCommands;
import dev.keelson.runtime.network.PodCidrs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code keelson runtime run}: the runtime in the foreground; the kubelet's names for its flags.
 */
@Command(
    name = "run",
    description =
        "Run the static pods of a directory, a file or a URL, in the foreground, until SIGTERM; the"
            + " pods run on")
final class RunCommand implements Callable<Integer> {
  @Mixin RootFlag root = new RootFlag();

  @Option(
      names = "--config",
      paramLabel = "string",
      description =
          "Path to a file with a RuntimeConfiguration, a KubeletConfiguration or both. (default"
              + " \"/var/lib/keelson/runtime.json\" where it exists)")
  @Nullable Path config;

  @Option(
      names = "--manifests",
      paramLabel = "string",
      description =
          "Path to the directory of the static pod manifests, or to one of them. (default"
              + " \"/etc/kubernetes/manifests\" where no source is named)")
  @Nullable Path manifests;

  @Option(
      names = "--file-check-frequency",
      paramLabel = "duration",
      description = "How often to read the manifests though no change was noticed. (default 20s)")
  @Nullable String fileCheckFrequency;

  @Option(
      names = "--manifest-url",
      paramLabel = "string",
      description = "URL for accessing additional Pod specifications to run.")
  @Nullable String manifestUrl;

  @Option(
      names = "--manifest-url-header",
      paramLabel = "key:value",
      split = ",",
      description =
          "HTTP headers to use when accessing the URL provided to --manifest-url, comma-separated"
              + " or repeated.")
  List<String> manifestUrlHeader = new ArrayList<>();

  @Option(
      names = "--http-check-frequency",
      paramLabel = "duration",
      description = "How often to ask the URL for new manifests. (default 20s)")
  @Nullable String httpCheckFrequency;

  @Option(
      names = {"--node-name", "--hostname-override"},
      paramLabel = "string",
      description = "The node's name. (default the host's name)")
  @Nullable String nodeName;

  @Option(
      names = "--pod-cidr",
      paramLabel = "string",
      description =
          "Range of addresses for pods, or one of IPv4 and one of IPv6 separated by a comma, on a"
              + " bridge of the runtime's own where no CNI network is configured.")
  @Nullable String podCidr;

  @Override
  public Integer call() throws InterruptedException {
    RuntimeCommands.run(
        new RunRequest(
            root.rootDir,
            Optional.ofNullable(config),
            Optional.ofNullable(manifests),
            duration("--file-check-frequency", fileCheckFrequency),
            Optional.ofNullable(manifestUrl).map(RunCommand::url),
            headers(manifestUrlHeader),
            duration("--http-check-frequency", httpCheckFrequency),
            Optional.ofNullable(nodeName).map(n -> n.toLowerCase(Locale.ROOT)),
            Optional.ofNullable(podCidr).map(RunCommand::ranges)));
    return 0;
  }

  private static Optional<Duration> duration(String flag, @Nullable String text) {
    return Optional.ofNullable(text)
        .map(t -> {
          Duration duration = DurationFlag.parse(flag, t);
          if (duration.isZero()) {
            throw new UsageException("invalid argument \"" + t + "\" for \"" + flag + "\" flag");
          }
          return duration;
        });
  }

  private static PodCidrs ranges(String text) {
    try {
      return PodCidrs.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "invalid argument \"" + text + "\" for \"--pod-cidr\" flag: " + e.getMessage());
    }
  }

  private static URI url(String text) {
    return RunRequest.url(text)
        .orElseThrow(() ->
            new UsageException(
                "invalid argument \"%s\" for \"--manifest-url\" flag: a URL begins with http:// or https://"
                    .formatted(text)));
  }

  /** A value may be a secret, so it is not repeated. */
  private static Map<String, List<String>> headers(List<String> flags) {
    var headers = new LinkedHashMap<String, List<String>>();
    for (String flag : flags) {
      int colon = flag.indexOf(':');
      if (colon < 1) {
        throw new UsageException(
            "invalid argument for \"--manifest-url-header\" flag: a header is written like"
                + " key:value");
      }
      headers
          .computeIfAbsent(flag.substring(0, colon).strip(), _ -> new ArrayList<>())
          .add(flag.substring(colon + 1).strip());
    }
    return headers;
  }
}
