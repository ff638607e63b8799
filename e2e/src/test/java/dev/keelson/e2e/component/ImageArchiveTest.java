package dev.keelson.e2e.component;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the archive with another library's tar reader and by the rules of both formats. */
class ImageArchiveTest {
  private static final ComponentVersions VERSIONS =
      new ComponentVersions("v1.37.1", "3.7.0-0", "v1.14.6", "3.10.2");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path binaries;
  private byte[] archive = {};

  @BeforeEach
  void packs() throws IOException {
    for (ImageRecipe image : ImageRecipe.all(VERSIONS)) {
      for (String program : image.programs()) {
        Files.writeString(binaries.resolve(program), "I am " + program);
      }
    }
    archive = pack();
  }

  private byte[] pack() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageArchive.write(new Platform("amd64"), ImageRecipe.all(VERSIONS), binaries, out);
    return out.toByteArray();
  }

  @Test
  void theSameBinariesGiveTheSameBytes() throws IOException {
    assertThat(pack()).isEqualTo(archive);
  }

  @Test
  void everyBlobIsWhatItsNameSays() throws IOException {
    Map<String, byte[]> blobs = entries(archive);
    blobs.keySet().removeIf(name -> !name.startsWith("blobs/sha256/") || name.endsWith("/"));
    assertThat(blobs).hasSize(3 * 7);
    blobs.forEach((name, content) -> assertThat(Digest.of(content).blob()).isEqualTo(name));
  }

  @Test
  void bothFormatsNameTheSameImages() throws IOException {
    Map<String, byte[]> files = entries(archive);
    JsonNode docker = JSON.readTree(files.get("manifest.json"));
    JsonNode oci = JSON.readTree(files.get("index.json")).get("manifests");
    assertThat(docker).hasSameSizeAs(oci);
    for (int i = 0; i < docker.size(); i++) {
      JsonNode annotations = oci.get(i).get("annotations");
      assertThat(docker.get(i).get("RepoTags").get(0))
          .isEqualTo(annotations.get("io.containerd.image.name"));
      JsonNode manifest = JSON.readTree(files.get(blob(oci.get(i))));
      assertThat(docker.get(i).get("Config").asText()).isEqualTo(blob(manifest.get("config")));
      assertThat(docker.get(i).get("Layers").get(0).asText())
          .isEqualTo(blob(manifest.get("layers").get(0)));
    }
  }

  @Test
  void theConfigurationNamesTheLayerAndTheEntryPoint() throws IOException {
    Map<String, byte[]> files = entries(archive);
    JsonNode docker = JSON.readTree(files.get("manifest.json"));
    JsonNode pause = docker.get(docker.size() - 1);
    JsonNode config = JSON.readTree(files.get(pause.get("Config").asText()));
    assertThat(pause.get("RepoTags").get(0).asText()).isEqualTo("registry.k8s.io/pause:3.10.2");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/pause");
    assertThat("blobs/" + config.at("/rootfs/diff_ids/0").asText().replace(':', '/'))
        .isEqualTo(pause.get("Layers").get(0).asText());
  }

  @Test
  void aLayerHoldsTheProgramsAndWhatTheyExpect() throws IOException {
    Map<String, byte[]> files = entries(archive);
    JsonNode etcd = JSON.readTree(files.get("manifest.json")).get(4);
    String layer = etcd.get("Layers").get(0).asText();
    assertThat(entries(requireNonNull(files.get(layer))).keySet())
        .containsExactly(
            "etc/",
            "etc/group",
            "etc/nsswitch.conf",
            "etc/passwd",
            "tmp/",
            "usr/",
            "usr/local/",
            "usr/local/bin/",
            "usr/local/bin/etcd",
            "usr/local/bin/etcdctl",
            "usr/local/bin/etcdutl");
  }

  private static String blob(JsonNode descriptor) {
    return "blobs/" + descriptor.get("digest").asText().replace(':', '/');
  }

  private static Map<String, byte[]> entries(byte[] tar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        assertThat(List.of(e.getLongUserId(), e.getLongGroupId())).containsOnly(0L);
        entries.put(e.getName(), in.readAllBytes());
      }
    }
    return entries;
  }
}
