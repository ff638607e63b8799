package dev.keelson.runtime.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.manifest.EnvVar;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.PodManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodVolumesTest {
  @TempDir private Path temporary;
  private PodManifest pod = anyPod();

  private PodVolumes volumes(String volume, String mount) {
    String text =
        "{apiVersion: v1, kind: Pod, metadata: {name: p, uid: u, labels: {a: b}}, spec: {volumes: [{name: v, "
            + volume
            + "}], containers: [{name: c, image: \"i:1\", volumeMounts: [{name: v, mountPath: /v, "
            + mount
            + "}]}]}}";
    var origin = new ManifestOrigin("file", "/m", "n", Instant.EPOCH);
    pod = ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
    return new PodVolumes(
        directory(), new PodFields(pod, "n", List.of(), List.of(), new NodeCapacity(1, 1, 1)));
  }

  private static PodManifest anyPod() {
    String text =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}";
    var origin = new ManifestOrigin("file", "/m", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  private PodDirectory directory() {
    return PodDirectory.of(temporary.resolve("pods"), "u");
  }

  @AfterEach
  void unmount() {
    directory().remove();
  }

  private Path source(PodVolumes volumes, String subPath) {
    return volumes.source(pod.spec().containers().getFirst(), 0, subPath);
  }

  private PodVolumes hostPath(Path path, String type) {
    return volumes("hostPath: {path: \"" + path + "\", type: \"" + type + "\"}", "readOnly: true");
  }

  @Test
  void hostPathsAreMadeOrChecked() throws IOException {
    Path path = temporary.resolve("x/y");
    hostPath(path, "DirectoryOrCreate").setUp();
    assertThat(path).isDirectory();
    hostPath(path, "Directory").setUp();
    hostPath(path, "").setUp();
    hostPath(temporary.resolve("file"), "FileOrCreate").setUp();
    assertThat(temporary.resolve("file")).isEmptyFile();
    assertThatThrownBy(hostPath(path, "File")::setUp)
        .hasMessage(
            "MountVolume.SetUp failed for volume \"v\" : hostPath type check failed: "
                + path
                + " is not a file, it's a directory");
    for (String type : List.of("FileOrCreate", "Socket", "BlockDevice", "CharDevice")) {
      assertThatThrownBy(hostPath(path, type)::setUp).hasMessageContaining("it's a directory");
    }
    assertThatThrownBy(hostPath(temporary.resolve("none"), "Directory")::setUp)
        .hasMessageContaining("does not exist");
    hostPath(Path.of("/dev/null"), "CharDevice").setUp();
  }

  @Test
  void emptyDirIsForEverybodyAndGoesWithThePod() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {}", "readOnly: false");
    volumes.setUp();
    Path path = source(volumes, "");
    assertThat((int) Files.getAttribute(path, "unix:mode") & 0777).isEqualTo(0777);
    Files.writeString(path.resolve("kept"), "x");
    volumes.setUp();
    assertThat(path.resolve("kept")).exists();
    directory().remove();
    directory().remove();
    assertThat(path).doesNotExist();
  }

  @Test
  void anEmptyDirHasTheModeThatIsGiven() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {mode: 960}", "readOnly: false");
    volumes.setUp();
    assertThat((int) Files.getAttribute(source(volumes, ""), "unix:mode") & 07777).isEqualTo(01700);
  }

  @Test
  void aSubPathStaysInTheVolume() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {}", "readOnly: false");
    volumes.setUp();
    Path part = source(volumes, "a/b");
    Files.writeString(part.resolve("x"), "seen");
    Path whole = source(volumes, "");
    assertThat(whole.resolve("a/b/x")).hasContent("seen");
    assertThat((int) Files.getAttribute(whole.resolve("a/b"), "unix:mode") & 0777).isEqualTo(0777);
    Files.writeString(whole.resolve("file"), "one file");
    assertThat(source(volumes, "file")).hasContent("one file");
    Files.createSymbolicLink(whole.resolve("inside"), Path.of("a/b"));
    assertThat(source(volumes, "inside").resolve("x")).hasContent("seen");
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createSymbolicLink(source(volumes, "").resolve("link"), outside);
    assertThatThrownBy(() -> source(volumes, "link")).hasMessageContaining("leads out of");
    assertThatThrownBy(() -> source(volumes, "link/new")).hasMessageContaining("leads out of");
    assertThatThrownBy(() -> source(volumes, "../x")).hasMessageContaining("leads out of");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void downwardFilesCanBeReadAndReplaced() {
    PodVolumes volumes =
        volumes(
            "downwardAPI: {items: [{path: d/labels, fieldRef: {fieldPath: metadata.labels}},"
                + " {path: name, mode: 256, fieldRef: {fieldPath: metadata.name}}]}",
            "readOnly: true");
    volumes.setUp();
    volumes.setUp();
    Path path = source(volumes, "");
    assertThat(path.resolve("d/labels")).hasContent("a=\"b\"");
    assertThat(path.resolve("name")).hasContent("p-n");
    assertThat(path)
        .isDirectoryNotContaining(p -> p.getFileName().toString().equals("..data-link"));
    assertThat(path.toFile().list()).hasSize(4);
  }

  @Test
  void aProjectedVolumeHoldsTheFilesOfAllItsSources() {
    String source = "{downwardAPI: {items: [{path: %s, fieldRef: {fieldPath: metadata.%s}}]}}";
    PodVolumes volumes =
        volumes(
            "projected: {defaultMode: 256, sources: ["
                + source.formatted("a/name", "name")
                + ", "
                + source.formatted("uid", "uid")
                + "]}",
            "readOnly: true");
    volumes.setUp();
    Path path = source(volumes, "");
    assertThat(path.toString()).endsWith("volumes/kubernetes.io~projected/v");
    assertThat(path.resolve("a/name")).hasContent("p-n");
    assertThat(path.resolve("uid")).hasContent("u");
  }

  private Optional<String> variable(PodVolumes volumes, String path, boolean optional) {
    return volumes.variable(new EnvVar.FromFile("E", "v", path, "KEY", optional));
  }

  @Test
  void variablesAreReadFromAFileOfAVolume() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {}", "readOnly: false");
    volumes.setUp();
    Path root = source(volumes, "");
    Files.writeString(root.resolve("env"), "# made by init\nOTHER='1'\nKEY='a\nb' # two lines\n");
    assertThat(variable(volumes, "env", false)).contains("a\nb");
    Files.writeString(root.resolve("env"), "OTHER='1'\n");
    assertThat(variable(volumes, "env", true)).isEmpty();
    assertThatThrownBy(() -> variable(volumes, "env", false))
        .hasMessageContaining("environment variable key \"KEY\" not found in file \"env\"");
    Files.writeString(root.resolve("env"), "OTHER=1\n");
    assertThatThrownBy(() -> variable(volumes, "env", true))
        .hasMessageContaining("couldn't parse env file")
        .hasMessageContaining("line 1: a value is put into single quotes");
    assertThatThrownBy(() -> variable(volumes, "none", true))
        .hasMessageContaining("couldn't parse");
    Files.createSymbolicLink(root.resolve("out"), Path.of("/etc/passwd"));
    assertThatThrownBy(() -> variable(volumes, "out", true)).hasMessageContaining("couldn't parse");
  }

  @Test
  void anEmptyDirKeepsTheModeThatThePodGaveIt() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {}", "readOnly: false");
    volumes.setUp();
    Path path = source(volumes, "");
    Files.setAttribute(path, "unix:mode", 0700);
    volumes.setUp();
    assertThat((int) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(0700);
    assertThat(PodDirectory.parent(path).toFile().list()).containsExactly("v");
  }

  @Test
  void aDotIsTheWholeVolume() throws IOException {
    PodVolumes volumes = volumes("emptyDir: {}", "subPath: .");
    volumes.setUp();
    Files.writeString(source(volumes, "").resolve("x"), "seen");
    assertThat(source(volumes, ".").resolve("x")).hasContent("seen");
  }

  @Test
  void aDownwardFileLiesWhereItsPathLeads() {
    PodVolumes volumes = volumes(downward("./a//b"), "readOnly: true");
    volumes.setUp();
    assertThat(source(volumes, "").resolve("a/b")).hasContent("p-n");
    assertThatThrownBy(() -> volumes(downward("./..data"), "readOnly: true"))
        .hasMessageContaining("begins with \"..\"");
    assertThatThrownBy(() -> volumes(downward("./"), "readOnly: true"))
        .hasMessageContaining("is no file");
  }

  private static String downward(String path) {
    return "downwardAPI: {items: [{path: " + path + ", fieldRef: {fieldPath: metadata.name}}]}";
  }
}
