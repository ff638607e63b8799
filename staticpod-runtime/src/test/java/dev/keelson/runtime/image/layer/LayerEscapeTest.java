package dev.keelson.runtime.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.LayerTar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives made to write, change or delete outside their root: whatever happens, nothing does. */
class LayerEscapeTest {
  @TempDir Path directory;
  private Path root;
  private Path outside;

  /** What an archive tries, told the directory outside. */
  interface Attack {
    LayerTar on(String outside);
  }

  record Named(String name, Attack attack) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> attacks() {
    return Stream.of(
        new Named("climbing name", out -> new LayerTar().file("../outside/new", "x")),
        new Named("climbing name, deep", out -> new LayerTar().file("a/../../outside/victim", "x")),
        new Named("climbing directory", out -> new LayerTar().directory("../outside/d", 0777)),
        new Named("absolute name", out -> new LayerTar().file(out + "/victim", "x")),
        new Named(
            "absolute link as parent",
            out -> new LayerTar().symbolicLink("l", out).file("l/victim", "x")),
        new Named(
            "climbing link as parent",
            out -> new LayerTar().symbolicLink("l", "../outside").file("l/victim", "x")),
        new Named(
            "link by way of a link",
            out ->
                new LayerTar()
                    .symbolicLink("a", "b/..")
                    .symbolicLink("b", "..")
                    .file("a/outside/victim", "x")),
        new Named(
            "file through a link of its own name",
            out -> new LayerTar().symbolicLink("l", out + "/victim").file("l", "x")),
        new Named(
            "mode of a link's target",
            out -> new LayerTar().symbolicLink("l", out).directory("l", 0777)),
        new Named(
            "directory replaced by a link before its mode is set",
            out ->
                new LayerTar()
                    .directory("d", 0777)
                    .directory("d/outside", 0777)
                    .symbolicLink("d", "..")),
        new Named(
            "hard link out, then written",
            out -> new LayerTar().hardLink("h", "../outside/victim").file("h", "x")),
        new Named(
            "hard link through a link",
            out -> new LayerTar().symbolicLink("l", out).hardLink("h", "l/victim").file("h", "x")),
        new Named(
            "hard link to a link out",
            out ->
                new LayerTar()
                    .symbolicLink("l", out + "/victim")
                    .hardLink("h", "l")
                    .file("h/x", "x")),
        new Named(
            "deletion of the parent",
            out -> new LayerTar().directory("d", 0755).file("d/.wh...", "").file(".wh...", "")),
        new Named(
            "deletion through a link",
            out -> new LayerTar().symbolicLink("l", out).file("l/.wh.victim", "")),
        new Named(
            "hidden content through a link",
            out -> new LayerTar().symbolicLink("l", out).file("l/.wh..wh..opq", "")),
        new Named(
            "pipe through a link", out -> new LayerTar().symbolicLink("l", out).fifo("l/pipe")),
        new Named(
            "device through a link",
            out -> new LayerTar().symbolicLink("l", out).characterDevice("l/null", 1, 3)),
        new Named(
            "links without end",
            out -> new LayerTar().symbolicLink("a", "b").symbolicLink("b", "a").file("a/f", "")));
  }

  @BeforeEach
  void makeVictim() throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("victim"), "untouched");
    Files.setAttribute(outside, "unix:mode", 0750);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nothingOutsideChanges(Named attack) throws IOException {
    String failure = unpack(attack.attack().on(outside.toString()));

    assertUntouched();
    // What is not refused has been put inside, where it harms nobody.
    if (failure.isEmpty()) {
      assertThat(Archives.listing(root)).hasSizeGreaterThan(1);
    } else {
      assertThat(failure).startsWith("entry \"");
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nothingOutsideChangesWhenLayersAreCopied(Named attack) throws IOException {
    Path lower = layer("lower", new LayerTar().symbolicLink("l", outside.toString()));
    Path upper = layer("upper", attack.attack().on(outside.toString()));
    Path deleting = layer("deleting", new LayerTar().file("l/.wh.victim", ""));
    Path target = Files.createDirectory(directory.resolve("target"));

    LayerStack.copy(List.of(lower, upper, deleting), target);

    assertUntouched();
  }

  private Path layer(String name, LayerTar tar) throws IOException {
    Path layer = Files.createDirectories(directory.resolve(name).resolve("fs"));
    LayerContents contents;
    try {
      contents =
          LayerUnpacker.probe(directory)
              .unpack(new ByteArrayInputStream(tar.bytes()), layer, List.of());
    } catch (LayerException _) {
      contents = new LayerContents(0, List.of(), true);
    }
    contents.write(layer);
    return layer;
  }

  private String unpack(LayerTar tar) throws IOException {
    try {
      LayerUnpacker.probe(directory).unpack(new ByteArrayInputStream(tar.bytes()), root, List.of());
      return "";
    } catch (LayerException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void assertUntouched() throws IOException {
    assertThat(outside.resolve("victim")).hasContent("untouched");
    assertThat(Archives.listing(outside)).containsExactly("/", "victim 9");
    assertThat((Integer) Files.getAttribute(outside, "unix:mode") & 07777).isEqualTo(0750);
    assertThat((Integer) Files.getAttribute(outside.resolve("victim"), "unix:nlink")).isOne();
  }
}
