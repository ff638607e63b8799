package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A pod's own directory on the node, laid out as the kubelet's {@code /var/lib/kubelet/pods/UID}.
 *
 * @param root the directory itself
 */
public record PodDirectory(Path root) {
  private static final String CLAIM = "keelson";

  /** The directory of the pod with that uid below the node's directory of pods. */
  public static PodDirectory of(Path pods, String uid) {
    return new PodDirectory(pods.resolve(uid));
  }

  /** Where a volume of that plug-in lies. */
  Path volume(String plugin, String name) {
    return root.resolve("volumes").resolve(plugin).resolve(name);
  }

  /** Where a part of a volume is shown for one mount of a container. */
  Path subPath(String volume, String container, int mount) {
    return root.resolve("volume-subpaths")
        .resolve(volume)
        .resolve(container)
        .resolve(Integer.toString(mount));
  }

  /**
   * Makes the file a container leaves its last words in: empty, writable by whatever user it runs
   * as.
   */
  public Path makeTerminationLog(String container, int attempt) {
    Path file = terminationLog(container, attempt);
    try {
      makeDirectory(parent(file), "rwxr-x---");
      Files.writeString(file, "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      return file;
    } catch (IOException e) {
      throw new VolumeException("making the termination log " + file + ": " + reason(e), e);
    }
  }

  /** Leaves last words for a container that was never able to say any. */
  public void lastWords(String container, int attempt, String words) {
    Path file = terminationLog(container, attempt);
    try {
      makeDirectory(parent(file), "rwxr-x---");
      Files.writeString(file, words);
    } catch (IOException e) {
      throw new VolumeException("writing the termination log " + file + ": " + reason(e), e);
    }
  }

  /** Where the container's last words lie. */
  public Path terminationLog(String container, int attempt) {
    return root.resolve("containers")
        .resolve(container)
        .resolve(String.format(Locale.ROOT, "%08x", attempt));
  }

  /**
   * Writes a small file of the pod's, such as {@code etc-hosts}, as a whole or not at all, and
   * returns its path. It need not outlive a power cut: its sandbox does not either.
   */
  public Path write(String name, String content) {
    Path file = root.resolve(name);
    Path whole = root.resolve("." + name + ".new");
    try {
      makeDirectory(root, "rwxr-x---");
      Files.writeString(whole, content);
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r--r--"));
      return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new VolumeException("writing " + file + ": " + reason(e), e);
    }
  }

  /** Marks the directory as one of this runtime's, before anything else is put into it. */
  public void claim() {
    if (!Files.exists(file(CLAIM))) {
      write(CLAIM, "");
    }
  }

  /** The directories that runtimes have claimed below the node's directory of pods. */
  public static List<PodDirectory> claimed(Path pods) {
    try (Stream<Path> all = Files.list(pods)) {
      return all.map(PodDirectory::new).filter(PodDirectory::isClaimed).toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new VolumeException("listing " + pods + ": " + reason(e), e);
    }
  }

  /** An empty one was about to be claimed, or was the last of what is removed. */
  private boolean isClaimed() {
    if (Files.exists(file(CLAIM)) || Files.exists(file("." + CLAIM + ".new"))) {
      return true;
    }
    String[] inside = root.toFile().list();
    return inside != null && inside.length == 0;
  }

  /** The uid of the pod it is of. */
  public String uid() {
    return String.valueOf(root.getFileName());
  }

  /** The pod's small file of that name, written before. */
  public Path file(String name) {
    return root.resolve(name);
  }

  /**
   * Unmounts what is mounted below and removes the directory; a success when it is gone already.
   */
  public void remove() {
    try {
      for (Path mount : MountTable.read().below(root.toAbsolutePath().normalize())) {
        Mounts.detach(mount);
      }
      removeTreeButClaim();
      Trees.delete(root);
    } catch (IOException e) {
      throw new VolumeException("removing the pod's directory " + root + ": " + reason(e), e);
    }
  }

  /** Removes a pod's directory of logs; a success when it is gone already. */
  public static void removeLogs(Path directory) {
    try {
      Trees.delete(directory);
    } catch (IOException e) {
      throw new VolumeException("removing the logs " + directory + ": " + reason(e), e);
    }
  }

  /** The claim goes last: a runtime that finds it goes on with the removal. */
  private void removeTreeButClaim() throws IOException {
    try (Stream<Path> inside = Files.list(root)) {
      for (Path path : inside.filter(p -> !p.equals(file(CLAIM))).toList()) {
        Trees.delete(path);
      }
    } catch (NoSuchFileException _) {
      // gone already
    }
  }

  /** Removes the logs of a pod, which lie in NAMESPACE_NAME_UID below the node's logs. */
  public static void removeLogsOf(Path podLogs, String uid) {
    try (Stream<Path> all = Files.list(podLogs)) {
      all.filter(d -> String.valueOf(d.getFileName()).endsWith("_" + uid))
          .toList()
          .forEach(PodDirectory::removeLogs);
    } catch (NoSuchFileException _) {
      // No pod has written a log yet.
    } catch (IOException e) {
      throw new VolumeException("listing the logs in " + podLogs + ": " + reason(e), e);
    }
  }

  static void makeDirectory(Path directory, String mode) throws IOException {
    Files.createDirectories(
        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
