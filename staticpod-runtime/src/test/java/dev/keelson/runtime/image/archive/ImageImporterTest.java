package dev.keelson.runtime.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.ImageConfig;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.Platform;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageImporterTest {
  private static final String NAME = "registry.k8s.io/kube-apiserver:v1.37.1";
  private final TestImage image =
      TestImage.gzipped(
          new LayerTar().directory("etc", 0755).file("etc/below", "1").bytes(),
          new LayerTar().file("etc/above", "22").bytes());
  @TempDir Path directory;
  private ImageStore store;

  @BeforeEach
  void openStore() {
    store = ImageStore.open(directory.resolve("store"));
    store.add().close();
  }

  @Test
  void importsALayoutDirectory() throws Exception {
    assertImported(Archives.layout(directory.resolve("layout"), Map.of(NAME, image)));
  }

  @Test
  void importsALayoutInATarAndInACompressedTar() throws Exception {
    byte[] tar = Archives.tar(Archives.layout(directory.resolve("layout"), Map.of(NAME, image)));
    assertImported(write("images.tar", tar));
    assertImported(write("images.tar.gz", TestImage.gzip(tar)));
  }

  @Test
  void importsADockerArchive() throws Exception {
    StoredImage plain = importOne(write("docker.tar", Archives.docker(Map.of(NAME, image), false)));
    StoredImage gzipped =
        importOne(write("gzipped.tar", Archives.docker(Map.of("other:1", image), true)));

    assertThat(plain.id()).isEqualTo(image.id());
    assertContent(plain);
    assertThat(gzipped.layerDirs()).isEqualTo(plain.layerDirs());
    assertThat(gzipped.names()).containsExactly(ImageReference.parse("docker.io/library/other:1"));
  }

  @Test
  void takesTheNamesDockerSavesBesideItsLayout() throws Exception {
    Path layout = directory.resolve("saved");
    Archives.blobs(layout, image);
    Archives.index(
        layout,
        List.of(
            Archives.annotated(
                "application/vnd.oci.image.manifest.v1+json",
                image.manifest(),
                "\"org.opencontainers.image.ref.name\":\"v1.37.1\"")));
    Files.writeString(
        layout.resolve("manifest.json"),
        "[{\"Config\":\"blobs/sha256/%s\",\"RepoTags\":[\"%s\"],\"Layers\":[]}]"
            .formatted(Digest.parse(image.id()).hex(), NAME));

    assertImported(layout);
  }

  @Test
  void choosesThePlatformOfThisMachine() throws Exception {
    TestImage foreign = TestImage.foreign(new Platform("linux", "s390x"), image.layers().get(0));
    Path layout = directory.resolve("platforms");
    Archives.blobs(layout, image);
    byte[] index =
        TestImage.utf8(
            "{\"schemaVersion\":2,\"manifests\":[%s,%s]}"
                .formatted(
                    onPlatform(foreign, new Platform("linux", "s390x")),
                    onPlatform(image, Platform.current())));
    Files.write(layout.resolve("blobs/sha256").resolve(Digest.of(index).hex()), index);
    Archives.index(
        layout,
        List.of(
            Archives.annotated(
                "application/vnd.oci.image.index.v1+json",
                index,
                "\"org.opencontainers.image.ref.name\":\"" + NAME + "\"")));

    StoredImage imported = importOne(layout);

    assertThat(imported.manifest()).isEqualTo(image.digest());
    assertThat(
            store.find(ImageReference.parse("registry.k8s.io/kube-apiserver@" + Digest.of(index))))
        .contains(imported);
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    List<String> steps = new java.util.concurrent.CopyOnWriteArrayList<>();
    ImageProgress progress =
        (blob, step, done, total) -> {
          assertThat(done).isLessThanOrEqualTo(total);
          if (done == total) {
            steps.add(step + " " + blob);
          }
        };
    Path layout = Archives.layout(directory.resolve("layout"), Map.of(NAME, image));
    new ImageImporter(store).importArchive(layout, progress);
    new ImageImporter(store).importArchive(layout, progress);

    for (int i = 0; i < 2; i++) {
      assertThat(steps)
          .containsOnlyOnce("FETCH " + image.layerBlob(i))
          .containsOnlyOnce("UNPACK " + image.layerBlob(i))
          .contains("PRESENT " + image.layerBlob(i));
    }
  }

  @Test
  void aTruncatedArchiveIsNamedAndNothingChanges() throws Exception {
    byte[] tar = Archives.tar(Archives.layout(directory.resolve("layout"), Map.of(NAME, image)));
    Path cut = write("cut.tar", Arrays.copyOf(tar, tar.length / 2));
    refused(cut)
        .hasMessageContaining("Archive " + cut)
        .hasMessageContaining("it is truncated; get it again.");
    byte[] zipped = TestImage.gzip(tar);
    Path cutZip = write("cut.tar.gz", Arrays.copyOf(zipped, zipped.length / 2));
    refused(cutZip)
        .hasMessageContaining(cutZip + " cannot be read")
        .hasMessageContaining("truncated");
  }

  @Test
  void aBlobThatIsNotWhatItsNameSaysIsNamedAndNothingChanges() throws Exception {
    Path layout =
        Archives.layout(
            directory.resolve("layout"), Map.of("first:1", TestImage.small("good"), NAME, image));
    Path blob = layout.resolve("blobs/sha256").resolve(image.layerBlob(1).hex());
    byte[] content = Files.readAllBytes(blob);
    content[content.length / 2] ^= 1;
    Files.write(blob, content);
    refused(layout)
        .hasMessageContaining("archive " + layout + " gives content with the digest ")
        .hasMessageContaining("for " + image.layerBlob(1));

    Files.write(blob, Arrays.copyOf(content, 10));
    refused(layout).hasMessageContaining("has 10 bytes of " + image.layerBlob(1));

    Files.delete(blob);
    refused(layout)
        .hasMessage(
            "Archive %s has no blobs/sha256/%s; it is incomplete: get it again."
                .formatted(layout, image.layerBlob(1).hex()));
  }

  @Test
  void aLayerThatIsNotTheConfigurationsIsNamedAndNothingChanges() throws Exception {
    byte[] wrong = new LayerTar().file("other", "").bytes();
    Path layout = directory.resolve("layout");
    Archives.blobs(layout, image);
    byte[] blob = TestImage.gzip(wrong);
    byte[] manifest =
        TestImage.utf8(
            "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s,%s]}"
                .formatted(
                    TestImage.descriptor("", image.config()),
                    TestImage.descriptor("", TestImage.gzip(image.layers().get(0))),
                    TestImage.descriptor("", blob)));
    for (byte[] content : List.of(blob, manifest)) {
      Files.write(layout.resolve("blobs/sha256").resolve(Digest.of(content).hex()), content);
    }
    Archives.index(
        layout,
        List.of(Archives.annotated("", manifest, "\"io.containerd.image.name\":\"" + NAME + "\"")));

    refused(layout)
        .hasMessageContaining("Layer " + Digest.of(blob) + " of " + NAME)
        .hasMessageContaining("its uncompressed content has the digest " + Digest.of(wrong));
  }

  @Test
  void anImageForAnotherMachineIsNamedAndNothingChanges() throws Exception {
    TestImage foreign = TestImage.foreign(new Platform("linux", "s390x"), image.layers().get(0));
    Path layout = Archives.layout(directory.resolve("layout"), Map.of(NAME, foreign));

    refused(layout)
        .hasMessage(
            "Image %s from archive %s is built for linux/s390x, this machine is %s; get it for this"
                + " platform.",
            NAME, layout, Platform.current());
  }

  @Test
  void aLayerThatWouldLeaveItsRootIsNamedAndNothingChanges() throws Exception {
    TestImage bad = TestImage.gzipped(new LayerTar().file("../out", "x").bytes());
    refused(Archives.layout(directory.resolve("layout"), Map.of(NAME, bad)))
        .hasMessage(
            "Layer %s of %s: entry \"../out\" leads out of the image's root.",
            bad.layerBlob(0), NAME);
  }

  @Test
  void whatIsNoArchiveIsSaidToBeNone() throws Exception {
    Path missing = directory.resolve("missing.tar");
    refused(missing).hasMessage("There is no archive " + missing + ".");
    Path other = write("other.tar", new LayerTar().file("readme", "hello").bytes());
    refused(other).hasMessageContaining("neither an OCI image layout");
    Path text = write("text.tar", TestImage.utf8("hello ".repeat(200)));
    refused(text).hasMessageContaining("it is no tar archive or damaged");
  }

  @Test
  void anImageWithoutANameIsRefused() throws Exception {
    Path layout = directory.resolve("layout");
    Archives.blobs(layout, image);
    Archives.index(layout, List.of(TestImage.descriptor("application/x", image.manifest())));
    refused(layout).hasMessageContaining("does not name the image " + image.digest());
  }

  private void assertImported(Path archive) throws Exception {
    StoredImage imported = importOne(archive);
    assertThat(imported.names()).containsExactly(ImageReference.parse(NAME));
    assertThat(imported.id()).isEqualTo(image.id());
    assertThat(imported.manifest()).isEqualTo(image.digest());
    assertThat(imported.config())
        .isEqualTo(
            new ImageConfig(
                List.of("/bin/app"),
                List.of("--serve"),
                List.of("PATH=/bin", "A=b"),
                "/work",
                "65532",
                "SIGQUIT",
                List.of("/data"),
                Map.of("k", "v")));
    assertContent(imported);
    assertThat(store.find(ImageReference.parse(NAME))).contains(imported);
  }

  private static void assertContent(StoredImage imported) {
    assertThat(imported.layerDirs()).hasSize(2);
    assertThat(imported.layerDirs().get(0).resolve("etc/below")).hasContent("1");
    assertThat(imported.layerDirs().get(1).resolve("etc/above")).hasContent("22");
    assertThat(imported.size()).isEqualTo(3);
    assertThat(imported.overlayReady()).isTrue();
  }

  private StoredImage importOne(Path archive) throws InterruptedException {
    List<StoredImage> images =
        new ImageImporter(store).importArchive(archive, ImageProgress.SILENT);
    assertThat(images).hasSize(1);
    return images.getFirst();
  }

  /** An import that fails with a sentence, over a store that stays as it was. */
  private AbstractThrowableAssert<?, ? extends Throwable> refused(Path archive) throws IOException {
    List<String> before = Archives.listing(store.directory());
    AbstractThrowableAssert<?, ? extends Throwable> failure =
        assertThatThrownBy(() -> importOne(archive)).isInstanceOf(ImageException.class);
    assertThat(withoutLocks(Archives.listing(store.directory()))).isEqualTo(withoutLocks(before));
    return failure;
  }

  private static List<String> withoutLocks(List<String> listing) {
    return listing.stream().filter(file -> !file.contains("lock ")).toList();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private static String onPlatform(TestImage image, Platform platform) {
    String descriptor =
        TestImage.descriptor("application/vnd.oci.image.manifest.v1+json", image.manifest());
    return descriptor.substring(0, descriptor.length() - 1)
        + ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
            .formatted(platform.os(), platform.architecture());
  }
}
