package dev.keelson.e2e.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.e2e.component.BusyboxImage;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.scenario.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A guest on which the distribution runs as its unit; see {@link SharedGuest}. */
final class GuestNode implements AutoCloseable {
  static final String KEELSON = "/opt/keelson/bin/keelson";
  static final String BALLAST = "/opt/keelson/ballast.tar";
  private static final String MANIFESTS = "/etc/kubernetes/manifests/";

  /** Longer than anything takes on an emulated machine; what hangs still ends. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String CONFIGURATION =
      """
      {"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration",
       "podPidsLimit": 100}
      """;

  private final Path directory;
  private final Guest guest;

  private GuestNode(Path directory, Guest guest) {
    this.directory = directory;
    this.guest = guest;
  }

  /** Boots a fresh machine, with one image, and starts the runtime as a person would. */
  static GuestNode start() throws Exception {
    GuestSystem system = GuestSystem.ofUser(System.err);
    Path directory = Files.createTempDirectory("keelson-guest-payload-");
    try {
      GuestNode node = new GuestNode(directory, Guest.start(system, payload(directory)));
      node.shell("mkdir -p " + MANIFESTS);
      node.write("/var/lib/keelson/runtime.json", CONFIGURATION);
      node.shell(KEELSON + " images import /opt/keelson/busybox.tar");
      node.shell(KEELSON + " runtime start");
      return node;
    } catch (Exception e) {
      remove(directory);
      throw e;
    }
  }

  private static Path payload(Path directory) throws IOException, InterruptedException {
    Path busybox = directory.resolve("busybox.tar");
    Path ballast = directory.resolve("ballast.tar");
    BusyboxImage.write(busybox);
    BusyboxImage.writeBallast(ballast);
    Path home = Distribution.ofCheckout().home();
    return GuestPayload.make(directory, home, List.of(busybox, ballast));
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What a script of bash prints; one that fails is an error. */
  String shell(String script) throws InterruptedException {
    return guest.shell(PATIENCE, script);
  }

  /** Writes a file by rename, and sees it on the disk. */
  void write(String file, String text) throws InterruptedException {
    shell(
        """
        mkdir -p $(dirname %1$s)
        cat > %1$s.new <<'END'
        %2$s
        END
        sync %1$s.new
        mv %1$s.new %1$s
        sync $(dirname %1$s)
        """
            .formatted(file, text.strip()));
  }

  /** Renames the manifest of a pod in. */
  void apply(GuestPod pod) throws InterruptedException {
    // Written outside: what is written in the directory is a manifest as well.
    write("/root/manifest", pod.manifest());
    shell("mv /root/manifest %1$s%2$s.yaml; sync %1$s".formatted(MANIFESTS, pod.name()));
  }

  void delete(GuestPod pod) throws InterruptedException {
    shell("rm " + MANIFESTS + pod.name() + ".yaml");
  }

  /** The process of a pod's container, when it has come. */
  String awaitProcess(GuestPod pod) throws InterruptedException {
    return shell("until pgrep -o -f '%s'; do sleep 0.2; done".formatted(pod.pattern()));
  }

  /** The status of a pod's only container, as the local API shows it once it is so. */
  JsonNode await(GuestPod pod, String what, Predicate<JsonNode> so) throws InterruptedException {
    return Await.until(PATIENCE, () -> container(pod), so, pod.name() + ": " + what);
  }

  private JsonNode container(GuestPod pod) throws IOException, InterruptedException {
    String answer =
        shell(
            "curl --silent --unix-socket /run/keelson/keelson.sock http://localhost/pods || echo []");
    for (JsonNode shown : new ObjectMapper().readTree(answer)) {
      if (shown.at("/manifest/metadata/name").asText().equals(pod.name() + "-guest")) {
        return shown.at("/status/containerStatuses/0");
      }
    }
    return MissingNode.getInstance();
  }

  /** One property of the runtime's unit. */
  String unit(String property) throws InterruptedException {
    return shell("systemctl show keelson --value --property=" + property);
  }

  /** Off and on again, at once. */
  void powerCut() throws IOException, InterruptedException {
    guest.powerCut();
    guest.boot();
  }

  @Override
  public void close() throws IOException {
    guest.close();
    remove(directory);
  }
}
