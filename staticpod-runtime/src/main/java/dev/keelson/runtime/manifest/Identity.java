package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names a static pod as the kubelet's {@code applyDefaults} does: uid, name, annotations,
 * toleration.
 *
 * <p>Uid and revision are hashes of what the manifest says, before defaults: a runtime that
 * defaults one more field must not restart every pod of the node.
 */
record Identity(String uid, String revision) {
  static Identity of(ObjectNode written, ManifestOrigin origin) {
    JsonNode metadata = written.path("metadata");
    String given = metadata.path("uid").asText("");
    String uid = given.isEmpty() ? Canonical.hash(written, words(origin)) : given;
    return new Identity(uid, revision(written, metadata.path("annotations")));
  }

  /** The same manifest from a URL is the same pod on every node, as for the kubelet. */
  private static List<String> words(ManifestOrigin origin) {
    return origin.kind().equals("file")
        ? List.of("host:" + origin.nodeName(), "file:" + origin.location())
        : List.of("url:" + origin.location());
  }

  private static String revision(ObjectNode written, JsonNode annotations) {
    String given = annotations.path(PodManifest.REVISION).asText("");
    if (!given.isEmpty()) {
      return given;
    }
    var files = new ArrayList<String>();
    for (String file : annotations.path(PodManifest.DEPENDS_ON_FILES).asText("").split(",", -1)) {
      if (!file.isBlank()) {
        files.add(file.strip() + "=" + content(Path.of(file.strip())));
      }
    }
    return Canonical.hash(written.path("spec"), files);
  }

  private static String content(Path file) {
    try {
      return HexFormat.of().formatHex(Canonical.sha256().digest(Files.readAllBytes(file)));
    } catch (IOException _) {
      return "absent";
    }
  }

  /** The pod with its names, in the records and in the document. */
  PodManifest give(PodManifest pod, ManifestOrigin origin) {
    String node = origin.nodeName().toLowerCase(Locale.ROOT);
    ObjectNode document = pod.document();
    ObjectNode metadata = document.withObject("/metadata");
    metadata.put("uid", uid).put("name", pod.name() + "-" + node);
    ObjectNode annotations = metadata.withObject("/annotations");
    annotations.put("kubernetes.io/config.hash", uid);
    annotations.put("kubernetes.io/config.source", origin.kind());
    annotations.put(
        "kubernetes.io/config.seen", origin.seen().truncatedTo(ChronoUnit.MICROS).toString());
    document.withObject("/spec").put("nodeName", origin.nodeName());
    if (origin.kind().equals("file")) {
      document
          .withObject("/spec")
          .withArray("/tolerations")
          .addObject()
          .put("operator", "Exists")
          .put("effect", "NoExecute");
    }
    document.putObject("status").put("phase", "Pending");
    return new PodReader(new Problems(Map.of())).read(document, "", pod.source(), revision);
  }
}
