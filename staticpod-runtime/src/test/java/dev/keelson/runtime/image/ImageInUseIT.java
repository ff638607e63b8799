package dev.keelson.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.archive.ImageImporter;
import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image a root file system is mounted of stays. */
class ImageInUseIT {
  private static final ImageReference NAME = ImageReference.parse("registry.k8s.io/a:1");
  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mountDisk() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    run("mount", "-t", "tmpfs", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmountDisk() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void isNotRemovedWhileItIsMounted() throws Exception {
    Path layout =
        Archives.layout(directory.resolve("layout"), Map.of(NAME.toString(), TestImage.small("x")));
    ImageStore store = ImageStore.open(disk.resolve("store"));
    StoredImage image =
        new ImageImporter(store).importArchive(layout, ImageProgress.SILENT).getFirst();
    Path rootfs = Files.createDirectory(disk.resolve("rootfs"));
    Path empty = Files.createDirectory(disk.resolve("empty"));
    run(
        "mount",
        "-t",
        "overlay",
        "overlay",
        "-o",
        "lowerdir=" + empty + ":" + image.layerDirs().getFirst(),
        rootfs.toString());

    assertThatThrownBy(() -> store.remove(NAME))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Image %s is in use by a running container; stop the pod that runs it, then remove the"
                + " image.",
            NAME);
    assertThat(rootfs.resolve("etc/content")).hasContent("x");
    assertThat(store.find(NAME)).contains(image);

    run("umount", rootfs.toString());
    assertThat(store.remove(NAME)).isTrue();
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command) + " (needs root)").isZero();
  }
}
