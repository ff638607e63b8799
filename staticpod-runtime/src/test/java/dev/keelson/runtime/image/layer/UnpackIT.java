package dev.keelson.runtime.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.linux.Nodes;
import dev.keelson.runtime.linux.Xattr;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What unpacking does with root's rights, and that overlayfs and copying give the same tree. */
class UnpackIT {
  /** cap_net_bind_service=ep, as the kernel stores it. */
  private static final byte[] CAPABILITY = {
    1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  @TempDir Path directory;
  private final List<Path> mounts = new ArrayList<>();
  private Path disk;

  /** A file system of its own: the machine's may be an overlay, on which none can be stacked. */
  @BeforeEach
  void mountDisk() throws Exception {
    assertThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        .as("this test mounts and makes devices: run it as root")
        .isEqualTo(0);
    disk = Files.createDirectory(directory.resolve("disk"));
    mount("-t", "tmpfs", "tmpfs", disk.toString());
    mounts.add(disk);
  }

  @AfterEach
  void unmount() throws Exception {
    for (Path mount : mounts.reversed()) {
      run("umount", mount.toString());
    }
  }

  @Test
  void keepsOwnersSetuidCapabilitiesAndHarmlessDevices() throws Exception {
    String capability = new String(CAPABILITY, StandardCharsets.ISO_8859_1);
    Path layer =
        unpack(
            "layer",
            List.of(),
            new LayerTar()
                .file("su", "x", 04755, 0, 0, Map.of())
                .file(
                    "ping",
                    "x",
                    0755,
                    10,
                    20,
                    Map.of("SCHILY.xattr.security.capability", capability))
                .file("owned", "x", 0640, 70_000, 3_000_000, Map.of())
                .file("marked", "x", 0644, 0, 0, Map.of("SCHILY.xattr.trusted.overlay.opaque", "y"))
                .characterDevice("null", 1, 3)
                .characterDevice("mem", 1, 1));

    assertThat(attribute(layer, "su", "mode") & 07777).isEqualTo(04755);
    assertThat(Xattr.get(layer.resolve("ping"), "security.capability")).contains(CAPABILITY);
    assertThat(attribute(layer, "ping", "uid")).isEqualTo(10);
    assertThat(attribute(layer, "owned", "uid")).isEqualTo(70_000);
    assertThat(attribute(layer, "owned", "gid")).isEqualTo(3_000_000);
    assertThat(Xattr.get(layer.resolve("marked"), "trusted.overlay.opaque")).isEmpty();
    assertThat(Files.getAttribute(layer.resolve("null"), "unix:rdev"))
        .isEqualTo(Nodes.device(1, 3));
    assertThat(layer.resolve("mem")).doesNotExist();
  }

  @Test
  void overlayfsAndCopyingGiveTheSameTree() throws Exception {
    List<Path> layers = layers();
    Path copied = Files.createDirectory(disk.resolve("copied"));
    LayerStack.copy(layers, copied);
    Path mounted = overlay(layers);

    Map<String, String> tree = tree(mounted);
    assertThat(tree(copied)).isEqualTo(tree);
    assertThat(tree.keySet())
        .contains("/etc/kept", "/etc/new", "/hidden/upper", "/replaced", "/became/inside")
        .doesNotContain("/etc/gone", "/hidden/lower", "/replaced/lower", "/became/lower");
    assertThat(Files.isSameFile(copied.resolve("bin/one"), copied.resolve("bin/two"))).isTrue();
  }

  @Test
  void copyingNeedsNoneOfOverlayfsForm() throws Exception {
    List<Path> layers = layers();
    Map<String, String> tree = tree(overlay(layers));
    for (Path layer : layers) {
      stripOverlayForm(layer);
    }
    Path copied = Files.createDirectory(disk.resolve("copied"));
    LayerStack.copy(layers, copied);

    assertThat(tree(copied)).isEqualTo(tree);
  }

  private List<Path> layers() throws IOException {
    Path lower =
        unpack(
            "lower",
            List.of(),
            new LayerTar()
                .directory("etc", 0751)
                .file("etc/kept", "k", 0600, 5, 6, Map.of())
                .file("etc/gone", "g")
                .directory("hidden", 0755)
                .file("hidden/lower", "l")
                .directory("replaced", 0755)
                .file("replaced/lower", "l")
                .directory("became", 0755)
                .file("became/lower", "l")
                .directory("tmp", 01777)
                .directory("bin", 0755)
                .file("bin/one", "program", 0755, 0, 0, Map.of())
                .hardLink("bin/two", "bin/one")
                .symbolicLink("sbin", "bin")
                .fifo("pipe"));
    Path upper =
        unpack(
            "upper",
            List.of(lower),
            new LayerTar()
                .file("etc/.wh.gone", "")
                .file("etc/new", "n")
                .directory("hidden", 0700)
                .file("hidden/.wh..wh..opq", "")
                .file("hidden/upper", "u")
                .file("replaced", "now a file")
                .file(".wh.became", "")
                .file("became/inside", "i")
                .file("tmp/f", "t"));
    return List.of(lower, upper);
  }

  private Path unpack(String name, List<Path> lower, LayerTar tar) throws IOException {
    Path layer = Files.createDirectories(disk.resolve(name).resolve("fs"));
    LayerContents contents =
        LayerUnpacker.probe(disk).unpack(new ByteArrayInputStream(tar.bytes()), layer, lower);
    assertThat(contents.overlay()).isTrue();
    contents.write(layer);
    return layer;
  }

  private Path overlay(List<Path> layers) throws Exception {
    Path mounted = Files.createDirectory(disk.resolve("mounted"));
    Path upper = Files.createDirectory(disk.resolve("scratch"));
    Path work = Files.createDirectory(disk.resolve("work"));
    String lower = String.join(":", layers.reversed().stream().map(Path::toString).toList());
    mount(
        "-t",
        "overlay",
        "overlay",
        "-o",
        "lowerdir=%s,upperdir=%s,workdir=%s".formatted(lower, upper, work),
        mounted.toString());
    mounts.add(mounted);
    return mounted;
  }

  /** Every file with what of it a container sees. */
  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String content =
            Files.isSymbolicLink(file)
                ? Files.readSymbolicLink(file).toString()
                : Files.isRegularFile(file) ? Files.readString(file) : "";
        tree.put(
            "/" + root.relativize(file),
            "%o %d:%d %s %s"
                .formatted(
                    attribute(root, file.toString(), "mode"),
                    attribute(root, file.toString(), "uid"),
                    attribute(root, file.toString(), "gid"),
                    Files.isDirectory(file)
                        ? ""
                        : Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS),
                    content));
      }
    }
    tree.remove("/");
    return tree;
  }

  private static void stripOverlayForm(Path layer) throws IOException {
    try (var files = Files.walk(layer)) {
      for (Path file : files.toList()) {
        boolean device = (attribute(layer, file.toString(), "mode") & 0170000) == 0020000;
        if (device) {
          Files.delete(file);
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            && Xattr.get(file, Whiteouts.OPAQUE_ATTRIBUTE).isPresent()) {
          Xattr.set(file, Whiteouts.OPAQUE_ATTRIBUTE, new byte[] {'n'});
        }
      }
    }
  }

  private static int attribute(Path root, String name, String attribute) throws IOException {
    return (Integer)
        Files.getAttribute(root.resolve(name), "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
  }

  private static void mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
