package dev.keelson.e2e.fault;

import dev.keelson.e2e.component.StampImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The manifests of a node, and what is wanted of them now: by pod, the version. */
final class Manifests {
  private static final String BROKEN = "apiVersion: v1\nkind: Pod\nmetadata: [\n";

  private final Path directory;
  private final Path beside;
  private final String template;
  private final Map<String, Integer> wanted = new TreeMap<>();
  private int version;

  Manifests(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.beside = Files.createDirectories(directory.resolveSibling("beside"));
    this.template = resource("/fault/pod.yaml");
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Manifests.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  boolean has(String pod) {
    return wanted.containsKey(pod);
  }

  SortedSet<String> pods() {
    return new TreeSet<>(wanted.keySet());
  }

  /** The command lines, without the program, of all processes that should run. */
  SortedSet<String> processes() {
    SortedSet<String> processes = new TreeSet<>();
    wanted.forEach((pod, number) -> {
      processes.add("/stamps/" + pod + "-" + number + "-first");
      processes.add("/stamps/" + pod + "-" + number + "-second");
    });
    return processes;
  }

  /** Makes the pod, or makes it another version of itself. */
  void write(String pod) throws IOException {
    version++;
    wanted.put(pod, version);
    put(pod, manifest(pod, version));
  }

  /** Spoils the manifest; the pod is wanted as it is. */
  void spoil(String pod) throws IOException {
    put(pod, BROKEN);
  }

  /** Writes what is wanted of the pod once more. */
  void mend(String pod) throws IOException {
    put(pod, manifest(pod, wanted.getOrDefault(pod, 0)));
  }

  void remove(String pod) throws IOException {
    wanted.remove(pod);
    Files.delete(directory.resolve(pod + ".yaml"));
  }

  /** Writes it in its place, in two halves. */
  void writeSlowly(String pod) throws IOException {
    version++;
    wanted.put(pod, version);
    String text = manifest(pod, version);
    try (var out = Files.newBufferedWriter(directory.resolve(pod + ".yaml"))) {
      out.write(text, 0, text.length() / 2);
      out.flush();
      out.write(text, text.length() / 2, text.length() - text.length() / 2);
    }
  }

  private void put(String pod, String text) throws IOException {
    Path draft = beside.resolve(pod + ".yaml");
    Files.writeString(draft, text);
    Files.move(
        draft,
        directory.resolve(pod + ".yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String manifest(String pod, int number) {
    return template
        .replace("@NAME@", pod)
        .replace("@VERSION@", Integer.toString(number))
        .replace("@IMAGE@", StampImage.NAME)
        .replace("@SHARED@", Boolean.toString(number % 3 == 0));
  }
}
