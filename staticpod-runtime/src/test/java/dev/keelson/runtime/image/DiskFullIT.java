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
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up: one sentence, and the store as it was. */
class DiskFullIT {
  private static final String FIRST = "registry.k8s.io/first:1";
  private static final String LARGE = "registry.k8s.io/large:1";
  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  /** Full while the blob is written, and while the layer is unpacked. */
  @ParameterizedTest
  @ValueSource(ints = {9_000_000, 5_000_000})
  void saysThatTheDiskIsFullAndLeavesTheStoreAsItWas(int size) throws Exception {
    ImageStore store = ImageStore.open(disk.resolve("store"));
    importOne(store, layout(FIRST, TestImage.small("x")));
    List<String> before = Archives.listing(store.directory());
    TestImage large = TestImage.plain(new LayerTar().file("bin/large", noise(size)).bytes());
    Path layout = layout(LARGE, large);

    assertThatThrownBy(() -> importOne(store, layout))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Image %s from archive %s: the disk of the image store %s is full; the store is as"
                + " before: free some space, then try again.",
            LARGE, layout, store.directory());
    assertThat(Archives.listing(store.directory())).isEqualTo(before);
    assertThat(store.list()).hasSize(1);
  }

  @Test
  void aCompressedArchiveThatDoesNotFitIsSaidToo() throws Exception {
    ImageStore store = ImageStore.open(disk.resolve("store"));
    TestImage large = TestImage.plain(new LayerTar().file("bin/large", noise(9_000_000)).bytes());
    Path archive =
        Files.write(
            directory.resolve("images.tar.gz"), TestImage.gzip(Archives.tar(layout(LARGE, large))));

    assertThatThrownBy(() -> importOne(store, archive))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("Archive " + archive)
        .hasMessageContaining("the disk of the image store " + store.directory() + " is full");
    assertThat(store.list()).isEmpty();
  }

  private Path layout(String name, TestImage image) throws Exception {
    return Archives.layout(Files.createTempDirectory(directory, "layout"), Map.of(name, image));
  }

  private static void importOne(ImageStore store, Path archive) throws InterruptedException {
    assertThat(new ImageImporter(store).importArchive(archive, ImageProgress.SILENT)).hasSize(1);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command) + " (needs root)").isZero();
  }
}
