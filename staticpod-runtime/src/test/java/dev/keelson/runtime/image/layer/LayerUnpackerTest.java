package dev.keelson.runtime.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.testkit.LayerTar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerUnpackerTest {
  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
  }

  @Test
  void unpacksFilesWithModesAndTimes() throws IOException {
    LayerContents contents =
        unpack(
            new LayerTar()
                .directory("bin", 0555)
                .file("bin/app", "program", 0755, 0, 0, Map.of())
                .symbolicLink("app", "/bin/app")
                .hardLink("bin/again", "bin/app")
                .fifo("pipe"));

    assertThat(root.resolve("bin/app")).hasContent("program");
    assertThat(mode("bin/app")).isEqualTo(0755);
    assertThat(mode("bin")).isEqualTo(0555);
    assertThat(Files.getLastModifiedTime(root.resolve("bin")).toInstant()).isEqualTo(LayerTar.TIME);
    assertThat(Files.readSymbolicLink(root.resolve("app"))).hasToString("/bin/app");
    assertThat(
            Files.getLastModifiedTime(root.resolve("app"), LinkOption.NOFOLLOW_LINKS).toInstant())
        .isEqualTo(LayerTar.TIME);
    assertThat(Files.isSameFile(root.resolve("bin/again"), root.resolve("bin/app"))).isTrue();
    assertThat(contents.bytes()).isEqualTo(7);
    assertThat(contents.whiteouts()).isEmpty();
    assertThat(contents.overlay()).isTrue();
  }

  @Test
  void theLaterEntryOfANameWins() throws IOException {
    unpack(
        new LayerTar()
            .file("a", "first")
            .file("a", "second")
            .directory("d", 0755)
            .file("d/f", "x")
            .symbolicLink("d", "a")
            .symbolicLink("l", "nowhere")
            .directory("l", 0755)
            .file("l/f", "inside"));

    assertThat(root.resolve("a")).hasContent("second");
    assertThat(root.resolve("d")).isSymbolicLink();
    assertThat(root.resolve("l/f")).hasContent("inside");
  }

  @Test
  void parentsThatAreLinksAreFollowedInsideTheRoot() throws IOException {
    unpack(
        new LayerTar()
            .directory("usr/lib", 0755)
            .symbolicLink("lib", "usr/lib")
            .symbolicLink("abs", "/usr/lib")
            .file("lib/one", "1")
            .file("abs/two", "2"));

    assertThat(root.resolve("usr/lib/one")).hasContent("1");
    assertThat(root.resolve("usr/lib/two")).hasContent("2");
  }

  @Test
  void keepsWhatALayerDeletes() throws IOException {
    LayerContents contents =
        unpack(
            new LayerTar()
                .directory("etc", 0755)
                .file("etc/.wh.passwd", "")
                .directory("var", 0755)
                .file("var/.wh..wh..opq", "")
                .file("var/new", "n")
                .file(".wh..wh.plnk/1.2", "left by aufs")
                .file("gone/deep/.wh.file", ""));

    assertThat(contents.whiteouts()).containsExactly("etc/passwd", "gone/deep/file", "var/");
    assertThat(root.resolve("var/new")).hasContent("n");
    assertThat(root.resolve(".wh..wh.plnk")).doesNotExist();
  }

  @Test
  void aDeletionSparesWhatTheSameLayerBrings() throws IOException {
    LayerContents contents =
        unpack(
            new LayerTar()
                .file("a", "kept")
                .file(".wh.a", "")
                .file(".wh.b", "")
                .file("b", "kept")
                .file(".wh.d", "")
                .directory("d", 0755)
                .file(".wh.e", "")
                .file("e/f", "below a directory nobody names"));

    assertThat(root.resolve("a")).hasContent("kept");
    assertThat(root.resolve("b")).hasContent("kept");
    assertThat(contents.whiteouts()).containsExactly("d/", "e/");
  }

  @Test
  void aDirectoryNobodyNamesLooksLikeTheOneItCovers() throws IOException {
    Path lower = Files.createDirectory(directory.resolve("lower"));
    Path covered = Files.createDirectory(lower.resolve("tmp"));
    Files.setAttribute(covered, "unix:mode", 01777);
    try (var tar = new ByteArrayInputStream(new LayerTar().file("tmp/x/f", "").bytes())) {
      LayerUnpacker.probe(directory).unpack(tar, root, List.of(lower));
    }

    assertThat(mode("tmp")).isEqualTo(01777);
    assertThat(mode("tmp/x")).isEqualTo(0755);
  }

  @Test
  void refusesAFileWhereADirectoryIsExpected() {
    refused(new LayerTar().file("a", "").file("a/b", ""))
        .hasMessage("entry \"a/b\" needs a directory where the layer has a file, at \"/a\"");
  }

  @Test
  void refusesAnythingButADirectoryForTheRoot() {
    refused(new LayerTar().symbolicLink("./", "/etc"))
        .hasMessageContaining("stands for the image's root");
  }

  @Test
  void refusesALinkToNothing() {
    refused(new LayerTar().hardLink("a", "b"))
        .hasMessage("entry \"a\" is a hard link to \"b\", which the layer has not");
  }

  @Test
  void leavesOutDevicesThatNoContainerMayOpen() throws IOException {
    unpack(new LayerTar().characterDevice("mem", 1, 1).blockDevice("sda", 8, 0).file("f", ""));

    assertThat(root.resolve("mem")).doesNotExist();
    assertThat(root.resolve("sda")).doesNotExist();
    assertThat(root.resolve("f")).exists();
  }

  private LayerContents unpack(LayerTar tar) throws IOException {
    return LayerUnpacker.probe(directory)
        .unpack(new ByteArrayInputStream(tar.bytes()), root, List.of());
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      LayerTar tar) {
    return assertThatThrownBy(() -> unpack(tar)).isInstanceOf(LayerException.class);
  }

  private int mode(String name) throws IOException {
    return (Integer) Files.getAttribute(root.resolve(name), "unix:mode") & 07777;
  }
}
