package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cgroups of this machine, whether version 1, 2 or both at once. A path is the same in every
 * hierarchy and begins with a slash. Calls that change the tree are serialised.
 */
public final class Cgroups {
  private static final String HUGETLB = "hugetlb";
  private static final List<String> DELEGATED = List.of("cpuset", "cpu", "io", "memory", "pids");

  /** A killed process ends at once, unless the kernel holds it in a call. */
  private static final Duration DEATH = Duration.ofSeconds(2);

  private final List<Hierarchy> hierarchies;

  /**
   * One mounted tree.
   *
   * @param controllers that live in it; empty for a hybrid machine's version 2 and for systemd's
   */
  private record Hierarchy(Path mount, boolean version2, Set<String> controllers) {}

  private Cgroups(List<Hierarchy> hierarchies) {
    this.hierarchies = hierarchies;
  }

  /** What is mounted now. */
  public static Cgroups mounted() throws IOException {
    return of(MountTable.read());
  }

  static Cgroups of(MountTable mounts) throws IOException {
    List<Hierarchy> found = new ArrayList<>();
    for (MountTable.Entry entry : mounts.entries()) {
      if (entry.type().equals("cgroup")) {
        found.add(new Hierarchy(entry.target(), false, Set.copyOf(entry.superOptions())));
      } else if (entry.type().equals("cgroup2")) {
        found.add(new Hierarchy(entry.target(), true, controllersOf(entry.target())));
      }
    }
    return new Cgroups(found);
  }

  /** Whether version 2 alone is mounted. */
  public boolean unified() {
    return hierarchies.size() == 1 && hierarchies.getFirst().version2();
  }

  /**
   * Whether huge pages are counted where an OCI runtime sets limits; a hybrid's version 2 is not.
   */
  public boolean limitsHugePages() {
    return hierarchies.stream()
        .anyMatch(h -> h.controllers().contains(HUGETLB) && h.version2() == unified());
  }

  /** Whether anything is mounted at all. */
  public boolean present() {
    return !hierarchies.isEmpty();
  }

  /** Where the cgroup of that path is for a controller; empty where the kernel lacks it. */
  public Optional<Path> directory(String controller, String path) {
    return hierarchies.stream()
        .filter(h -> h.controllers().contains(controller))
        .map(h -> at(h, path))
        .findFirst();
  }

  /**
   * Makes the cgroup in every hierarchy but version 1's cpuset, whose new directories take no
   * process before they are filled in, which the OCI runtime does.
   */
  public synchronized void create(String path) throws IOException {
    for (Hierarchy hierarchy : withoutCpuset()) {
      Path directory = at(hierarchy, path);
      if (hierarchy.version2()) {
        delegateAbove(hierarchy, directory);
      }
      Files.createDirectories(directory);
    }
  }

  /** The files that take a process number to move it into that cgroup. */
  public List<Path> entrances(String path) {
    return withoutCpuset().stream().map(h -> at(h, path).resolve("cgroup.procs")).toList();
  }

  /** All processes in the cgroup and below it. */
  public Set<Integer> processes(String path) throws IOException {
    Set<Integer> pids = new TreeSet<>();
    for (Hierarchy hierarchy : hierarchies) {
      for (Path directory : tree(at(hierarchy, path))) {
        lines(directory.resolve("cgroup.procs")).forEach(l -> pids.add(Integer.parseInt(l)));
      }
    }
    // The kernel writes 0 for a process of another PID namespace.
    pids.remove(0);
    return pids;
  }

  /**
   * Kills every process in the cgroup and below it, also those that are just being forked, and
   * returns when they have ended: what follows may need their ports.
   */
  public void kill(String path) throws IOException {
    for (Hierarchy hierarchy : hierarchies) {
      Path killer = at(hierarchy, path).resolve("cgroup.kill");
      if (hierarchy.version2() && Files.exists(killer)) {
        Files.writeString(killer, "1");
      }
    }
    Set<Integer> seen = Set.of();
    for (Set<Integer> left = processes(path); !left.equals(seen); left = processes(path)) {
      seen = left;
      for (int pid : left) {
        Optional<PidFd> process = PidFd.open(pid);
        if (process.isPresent()) {
          try (PidFd handle = process.get()) {
            handle.signal(Signals.KILL);
            handle.awaitEnd(DEATH);
          }
        }
      }
    }
  }

  /**
   * Removes the cgroup, what is below it, and every directory above it that has become empty;
   * nothing where processes are left in it.
   */
  public synchronized void remove(String path) throws IOException {
    for (Hierarchy hierarchy : hierarchies) {
      for (Path directory : tree(at(hierarchy, path)).reversed()) {
        removeEmpty(directory);
      }
      Path above = at(hierarchy, path).getParent();
      while (above != null && !above.equals(hierarchy.mount()) && removeEmpty(above)) {
        above = above.getParent();
      }
    }
  }

  /** Whether the cgroup is anywhere. */
  public boolean exists(String path) {
    return hierarchies.stream().anyMatch(h -> Files.isDirectory(at(h, path)));
  }

  private List<Hierarchy> withoutCpuset() {
    return hierarchies.stream()
        .filter(h -> h.version2() || !h.controllers().contains("cpuset"))
        .toList();
  }

  private static Path at(Hierarchy hierarchy, String path) {
    return hierarchy.mount().resolve(path.substring(1));
  }

  private void delegateAbove(Hierarchy hierarchy, Path directory) throws IOException {
    Path above = directory.getParent();
    if (above == null || !above.startsWith(hierarchy.mount())) {
      return;
    }
    delegateAbove(hierarchy, above);
    Files.createDirectories(above);
    for (String controller : delegated(hierarchy)) {
      Files.writeString(above.resolve("cgroup.subtree_control"), "+" + controller);
    }
  }

  private List<String> delegated(Hierarchy hierarchy) {
    Stream<String> hugePages = limitsHugePages() ? Stream.of(HUGETLB) : Stream.empty();
    return Stream.concat(DELEGATED.stream(), hugePages)
        .filter(hierarchy.controllers()::contains)
        .toList();
  }

  private static boolean removeEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (DirectoryNotEmptyException _) {
      return false;
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("busy")) {
        return false;
      }
      throw e;
    }
  }

  private static List<Path> tree(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return found;
    }
    found.add(directory);
    try (Stream<Path> inside = Files.list(directory)) {
      for (Path child : inside.toList()) {
        found.addAll(tree(child));
      }
    } catch (NoSuchFileException _) {
      // It has just been removed.
    }
    return found;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      // ENODEV: the cgroup is being removed. EOPNOTSUPP: a threaded one has no list of processes.
      if (Files.exists(file) && !String.valueOf(e.getMessage()).contains("not supported")) {
        throw e;
      }
      return List.of();
    }
  }

  private static Set<String> controllersOf(Path mount) throws IOException {
    return Set.of(Files.readString(mount.resolve("cgroup.controllers")).strip().split(" ", -1));
  }
}
