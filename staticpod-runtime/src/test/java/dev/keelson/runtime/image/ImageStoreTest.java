package dev.keelson.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.archive.ImageImporter;
import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.image.testkit.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
  private static final byte[] BASE = new LayerTar().file("etc/base", "base").bytes();
  private static final ImageReference A = ImageReference.parse("registry.k8s.io/a:1");
  private static final ImageReference B = ImageReference.parse("registry.k8s.io/b:1");
  @TempDir Path directory;
  private ImageStore store;

  @BeforeEach
  void openStore() {
    store = ImageStore.open(directory.resolve("store"));
  }

  @Test
  void anEmptyStoreHasNothing() throws Exception {
    assertThat(store.list()).isEmpty();
    assertThat(store.find(A)).isEmpty();
    assertThat(store.remove(A)).isFalse();
  }

  @Test
  void lookingMakesNoDirectory() {
    store.list();
    store.find(A);
    assertThat(store.directory()).doesNotExist();
  }

  @Test
  void removingAnImageLeavesWhatAnotherShares() throws Exception {
    add(A, TestImage.gzipped(BASE, new LayerTar().file("a", "a").bytes()));
    StoredImage b = add(B, TestImage.gzipped(BASE, new LayerTar().file("b", "b").bytes()));

    assertThat(store.remove(A)).isTrue();

    assertThat(store.list()).containsExactly(b);
    assertThat(b.layerDirs().get(0).resolve("etc/base")).hasContent("base");
    assertThat(layers()).hasSize(2);
    assertThat(store.remove(B)).isTrue();
    assertThat(Archives.listing(store.directory()))
        .filteredOn(file -> !file.contains("lock ") && !file.endsWith("/"))
        .singleElement()
        .asString()
        .startsWith("images.json");
  }

  @Test
  void ofALayerOnlyTheFilesAreKept() throws Exception {
    byte[] twice = new LayerTar().file("twice", "x").bytes();
    TestImage image = TestImage.gzipped(BASE, twice, BASE, twice);
    StoredImage stored = add(A, image);

    assertThat(stored.layerDirs()).hasSize(4).allMatch(Files::isDirectory);
    try (var blobs = Files.list(store.directory().resolve("blobs/sha256"))) {
      assertThat(blobs.map(blob -> blob.getFileName().toString()))
          .containsExactlyInAnyOrder(image.digest().hex(), Digest.parse(stored.id()).hex());
    }
    assertThat(add(B, image).layerDirs()).isEqualTo(stored.layerDirs());
  }

  @Test
  void pruningTakesWhatNobodyKeeps() throws Exception {
    StoredImage a = add(A, TestImage.gzipped(BASE, new LayerTar().file("a", "a").bytes()));
    add(B, TestImage.small("old"));
    StoredImage b = add(B, TestImage.small("new"));

    assertThat(store.prune(image -> image.names().contains(A))).containsExactly(b);

    assertThat(store.list()).containsExactly(a);
    assertThat(layers()).as("neither the old image's nor the new one's").hasSize(2);
    assertThat(store.prune(_ -> false)).containsExactly(a);
    assertThat(layers()).isEmpty();
  }

  @Test
  void anImageGoesWithItsLastName() throws Exception {
    TestImage image = TestImage.small("x");
    add(A, image);
    assertThat(add(B, image).names()).containsExactly(A, B);
    assertThat(store.list()).hasSize(1);

    store.remove(A);
    assertThat(store.find(A)).isEmpty();
    assertThat(store.find(B)).isPresent();
    store.remove(B);
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aNameMovesToTheNewerImage() throws Exception {
    add(A, TestImage.small("old"));
    StoredImage fresh = add(A, TestImage.small("new"));

    assertThat(store.list()).containsExactly(fresh);
    assertThat(store.find(A)).contains(fresh);
  }

  @Test
  void anImageIsFoundByItsDigestInItsRepositoryAlone() throws Exception {
    TestImage image = TestImage.small("x");
    StoredImage stored = add(A, image);

    assertThat(store.find(ImageReference.parse("registry.k8s.io/a@" + image.digest())))
        .contains(stored);
    assertThat(store.find(ImageReference.parse("registry.k8s.io/a:2@" + image.digest())))
        .contains(stored);
    assertThat(store.find(ImageReference.parse("registry.k8s.io/b@" + image.digest()))).isEmpty();
  }

  @Test
  void whatADeadProcessStagedIsCleared() throws Exception {
    store.add().close();
    Path left = Files.createDirectories(store.directory().resolve("staging/addition-1/blobs"));
    Files.writeString(left.resolve("half"), "a blob");

    add(A, TestImage.small("x"));

    try (var staged = Files.list(store.directory().resolve("staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  @Test
  void anAdditionUnderWayIsNotClearedByAnother() throws Exception {
    try (ImageAddition slow = store.add()) {
      add(A, TestImage.small("x"));
      assertThat(slow.scratch()).exists();
    }
  }

  @Test
  void anAdditionThatIsNotCommittedLeavesNothing() throws Exception {
    store.add().close();
    List<String> before = Archives.listing(store.directory());
    try (ImageAddition addition = store.add()) {
      Files.writeString(addition.scratch().resolve("file"), "x");
    }
    assertThat(Archives.listing(store.directory())).isEqualTo(before);
  }

  @Test
  void manyAddAtOnceAndNothingIsLost() throws Exception {
    List<ImageReference> names =
        IntStream.range(0, 8)
            .mapToObj(i -> ImageReference.parse("registry.k8s.io/i:" + i))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<StoredImage>> added =
          names.stream()
              .map(name ->
                  threads.submit(() -> {
                    ImageStore own = ImageStore.open(store.directory());
                    return add(own, name, TestImage.small(name.toString()));
                  }))
              .toList();
      for (Future<StoredImage> image : added) {
        assertThat(image.get().layerDirs().getFirst()).exists();
      }
    }
    assertThat(store.list()).flatExtracting(StoredImage::names).containsExactlyElementsOf(names);
  }

  /** A power cut between the renames of a commit: the content is there, the name is not. */
  @Test
  void contentWithoutANameIsTakenUpOrSweptAway() throws Exception {
    TestImage image = TestImage.small("x");
    add(A, image);
    Files.delete(store.directory().resolve("images.json"));

    assertThat(store.list()).isEmpty();
    assertThat(add(A, image).layerDirs().getFirst().resolve("etc/content")).hasContent("x");

    Files.delete(store.directory().resolve("images.json"));
    StoredImage other = add(B, TestImage.small("other"));
    store.remove(B);
    assertThat(layers()).isEmpty();
    assertThat(other.layerDirs().getFirst()).doesNotExist();
  }

  @Test
  void aDamagedStoreSaysWhichFile() throws Exception {
    StoredImage stored = add(A, TestImage.small("x"));
    Path config =
        store.directory().resolve("blobs/sha256").resolve(Digest.parse(stored.id()).hex());
    Files.writeString(config, "no json");
    assertThatThrownBy(() -> store.find(A))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("Configuration " + stored.id() + " is no JSON document");

    Files.delete(config);
    assertThatThrownBy(() -> store.find(A)).hasMessageContaining("there is no " + config);
  }

  private List<Path> layers() throws Exception {
    try (var layers = Files.list(store.directory().resolve("layers"))) {
      return layers.toList();
    }
  }

  private StoredImage add(ImageReference name, TestImage image) throws Exception {
    return add(store, name, image);
  }

  private StoredImage add(ImageStore store, ImageReference name, TestImage image) throws Exception {
    Path layout = Files.createTempDirectory(directory, "layout");
    Archives.layout(layout, Map.of(name.toString(), image));
    return new ImageImporter(store).importArchive(layout, ImageProgress.SILENT).getFirst();
  }
}
