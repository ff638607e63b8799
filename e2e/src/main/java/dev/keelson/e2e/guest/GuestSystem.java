package dev.keelson.e2e.guest;

import dev.keelson.e2e.component.ComponentCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian as a guest boots it, made of packages once on a machine and kept beside the components.
 * Its name has the digest of the script that makes it, so another script makes another system.
 *
 * @param directory with {@code disk.ext4}, {@code kernel} and {@code initrd}
 */
public record GuestSystem(Path directory) {
  private static final String SCRIPT = "guest.sh";

  /** What is needed of this machine, with the packages that have it. */
  private static final Map<String, String> PROGRAMS =
      new TreeMap<>(
          Map.of(
              "qemu-system-x86_64", "qemu-system-x86",
              "mmdebstrap", "mmdebstrap",
              "mke2fs", "e2fsprogs"));

  /**
   * The system of this user's cache, made where it is not there yet, which takes a minute or two.
   *
   * @param out is told when it is made
   * @throws GuestException with what is lacking, and what to install
   */
  public static GuestSystem ofUser(PrintStream out) throws IOException, InterruptedException {
    checkPrograms();
    byte[] script = script();
    Path directory = ComponentCache.ofUser().directory().resolve("guest-" + digest(script));
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory.resolveSibling("."));
      make(directory, script, out);
    }
    return new GuestSystem(directory);
  }

  Path disk() {
    return directory.resolve("disk.ext4");
  }

  Path kernel() {
    return directory.resolve("kernel");
  }

  Path initrd() {
    return directory.resolve("initrd");
  }

  private static void checkPrograms() {
    String missing =
        PROGRAMS.entrySet().stream()
            .filter(p -> !isThere(p.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(" "));
    if (!missing.isEmpty()) {
      throw new GuestException(
          "A guest, which has cgroup v2, AppArmor and systemd, cannot be had without %1$s: apt-get install %1$s"
              .formatted(missing));
    }
  }

  private static boolean isThere(String program) {
    return Stream.of("/usr/bin", "/usr/sbin", "/sbin")
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
  }

  private static void make(Path directory, byte[] text, PrintStream out)
      throws IOException, InterruptedException {
    Path lock = directory.resolveSibling(".guest-lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (Files.isDirectory(directory)) {
        return;
      }
      out.println("Making a Debian guest of packages in " + directory);
      Path script = Files.createTempFile("keelson-guest-", ".sh");
      try {
        Files.write(script, text);
        Programs.run("bash", script.toString(), directory.toString());
      } catch (GuestException e) {
        throw new GuestException(
            "A guest cannot be had; it is made of Debian's packages, as root, and needs a mirror of"
                + " Debian: "
                + e.getMessage(),
            e);
      } finally {
        Files.delete(script);
      }
    }
  }

  private static byte[] script() throws IOException {
    try (InputStream in = GuestSystem.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new GuestException(SCRIPT + " is not on the class path.");
      }
      return in.readAllBytes();
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
