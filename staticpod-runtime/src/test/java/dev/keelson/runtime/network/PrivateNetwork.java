package dev.keelson.runtime.network;

import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.Namespaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A host's network of its own, in a pinned namespace, on which Debian's plugins work: each is
 * called through a script that enters the namespace. This machine's network sees nothing of it.
 */
public final class PrivateNetwork implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/cni");
  private static final List<String> PLUGINS = List.of("bridge", "host-local", "portmap");

  private final Path directory;
  private final Path namespace;
  private final CniPaths paths;

  /** An empty one, without a configuration, its files in that directory. */
  public PrivateNetwork(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.namespace = directory.resolve("host-net");
    this.paths =
        new CniPaths(
            directory.resolve("net.d"),
            List.of(directory.resolve("bin")),
            directory.resolve("state"));
    Files.createDirectories(paths.configDir());
    Files.createDirectories(directory.resolve("bin"));
    Namespaces.inNew(
        EnumSet.of(Namespaces.Kind.NET),
        () -> {
          Namespaces.loopbackUp();
          Namespaces.pin(Namespaces.Kind.NET, namespace);
        });
  }

  /** Where its files are. */
  public CniPaths paths() {
    return paths;
  }

  /** Gives it keelson's own bridge. */
  public PrivateNetwork withBridge(String cidrs) throws IOException {
    for (String plugin : PLUGINS) {
      if (!Files.isExecutable(DEBIAN.resolve(plugin))) {
        throw new AssertionError(
            DEBIAN.resolve(plugin)
                + " is missing: apt-get install containernetworking-plugins iptables");
      }
      plugin(plugin, "exec nsenter --net=" + namespace + " " + DEBIAN.resolve(plugin));
    }
    new DefaultNetwork(paths).configure(PodCidrs.parse(cidrs));
    return this;
  }

  /** Adds a plugin that is a shell script. */
  public void plugin(String name, String script) throws IOException {
    Path file = directory.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a command on this host prints; it must succeed. */
  public String run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("nsenter", "--net=" + namespace));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " ended with " + process.exitValue() + ": " + said);
    }
    return said;
  }

  /** The addresses that are given out, the results that are kept, the pods' ends on the host. */
  public List<String> leftovers() throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    left.addAll(names(paths.stateDir().resolve("networks").resolve("keelson")));
    left.removeIf(n -> n.equals("lock") || n.startsWith("last_reserved_ip."));
    left.addAll(names(paths.results()));
    run("ip", "-o", "link", "show", "type", "veth").lines().forEach(left::add);
    for (String program : List.of("iptables-save", "ip6tables-save")) {
      run(program)
          .lines()
          .filter(l -> l.matches("-A .*(CNI-DN-|CNI-[0-9a-f]{24}).*"))
          .forEach(left::add);
    }
    return left;
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Override
  public void close() {
    try {
      Mounts.detach(namespace);
    } catch (IOException e) {
      throw new AssertionError("the host's network namespace stays", e);
    }
  }
}
