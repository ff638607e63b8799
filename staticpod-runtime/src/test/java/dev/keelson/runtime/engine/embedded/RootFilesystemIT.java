package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.linux.MountTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root file systems mounted where that works and copied where it does not. */
final class RootFilesystemIT {
  private static final ContainerId ID = new ContainerId("c1");

  @TempDir Path directory;
  private EngineLayout layout;
  private RootFilesystem roots;
  private StoredImage image;

  @BeforeEach
  void importImage() throws Exception {
    layout = new EngineLayout(directory.resolve("state"), directory.resolve("run"));
    roots = new RootFilesystem(layout);
    Images images = Images.open(directory.resolve("images"));
    BusyboxImage.addTo(images, directory);
    image = images.find(ImageReference.parse(BusyboxImage.NAME)).orElseThrow();
  }

  @AfterEach
  void unmount() throws IOException {
    roots.unmount(ID);
  }

  @Test
  void writesStayWithTheContainer() throws IOException {
    Path root = roots.make(ID, image);
    Files.writeString(root.resolve("etc/new"), "mine");
    assertThat(MountTable.read().has(root)).isTrue();
    assertThat(RootFilesystem.users(root).passwd()).contains("web:x:1234");
    assertThat(image.layerDirs().getFirst().resolve("etc/new")).doesNotExist();
    roots.unmount(ID);
    roots.unmount(ID);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void imageThatOverlayfsCannotShowIsCopied() throws IOException {
    assertCopied(roots.make(ID, with(image.layerDirs(), false)));
  }

  @Test
  void moreLayersThanMountTakesAreCopied() throws IOException {
    List<Path> many = Collections.nCopies(100, image.layerDirs().getFirst());
    assertCopied(roots.make(ID, with(many, true)));
  }

  @Test
  void linkInTheImageLeadsNowhere() throws IOException {
    Path root = roots.make(ID, image);
    Files.delete(root.resolve("etc/passwd"));
    Files.createSymbolicLink(root.resolve("etc/passwd"), Path.of("/etc/passwd"));
    assertThat(RootFilesystem.users(root).passwd()).isEmpty();
  }

  private void assertCopied(Path root) throws IOException {
    assertThat(MountTable.read().below(directory)).isEmpty();
    assertThat(root.resolve("bin/busybox")).isExecutable();
    assertThat(Files.readSymbolicLink(root.resolve("bin/sh"))).isEqualTo(Path.of("busybox"));
    assertThat(root).startsWith(layout.container(ID));
  }

  private StoredImage with(List<Path> layers, boolean overlayReady) {
    return new StoredImage(
        image.id(),
        image.manifest(),
        image.names(),
        image.config(),
        layers,
        overlayReady,
        image.size());
  }
}
