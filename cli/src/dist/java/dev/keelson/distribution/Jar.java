package dev.keelson.distribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar's files, made fit for a class archive: without signatures, because signed classes are never
 * archived, and of what a jar holds for several machines or versions of Java, with what is for this
 * one alone.
 *
 * @param files content by name, the manifest included
 */
record Jar(Map<String, byte[]> files) {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");

  /**
   * What offers the encoder's classes as a security provider: whoever looks for a provider that the
   * Java runtime lacks loads and keeps every one so offered, several megabytes of the daemon.
   */
  private static final String PROVIDERS = "META-INF/services/java.security.Provider";

  private static final Pattern FOREIGN_LIBRARY =
      Pattern.compile("aircompressor/(?!linux-" + System.getProperty("os.arch") + "/).+");

  /** Algorithms that no certificate of Kubernetes uses, reached through the provider alone. */
  private static final String UNUSED = "org/bouncycastle/pqc/";

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
  private static final long DOS_EPOCH = 315532800000L;

  static Jar of(Path path) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, Integer> versions = new TreeMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        if (!entry.isDirectory() && belongs(entry.getName())) {
          add(files, versions, entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    byte[] manifest = files.get(MANIFEST);
    if (manifest != null) {
      files.put(MANIFEST, withoutDigests(manifest));
    }
    return new Jar(files);
  }

  private static boolean belongs(String name) {
    return !SIGNATURE.matcher(name).matches()
        && !name.equals(PROVIDERS)
        && !name.startsWith(UNUSED)
        && !FOREIGN_LIBRARY.matcher(name).matches();
  }

  /** Keeps of all versions of a file the newest that this Java reads. */
  private static void add(
      Map<String, byte[]> files, Map<String, Integer> versions, String name, byte[] content) {
    Matcher versioned = VERSIONED.matcher(name);
    int version = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
    String plain = versioned.matches() ? versioned.group(2) : name;
    if (version <= Runtime.version().feature() && version >= versions.getOrDefault(plain, 0)) {
      versions.put(plain, version);
      files.put(plain, content);
    }
  }

  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    Manifest read = new Manifest(new ByteArrayInputStream(manifest));
    read.getEntries().clear();
    read.getMainAttributes().remove(Attributes.Name.MULTI_RELEASE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    read.write(out);
    return out.toByteArray();
  }

  /** Writes the jar, the same bytes for the same files. */
  void write(Path path) throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      if (files.containsKey(MANIFEST)) {
        write(zip, MANIFEST);
      }
      for (String name : files.keySet()) {
        if (!name.equals(MANIFEST)) {
          write(zip, name);
        }
      }
    }
  }

  private void write(ZipOutputStream zip, String name) throws IOException {
    byte[] content = files.get(name);
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(DOS_EPOCH);
    // The tarball compresses many small files better together than a jar does one by one.
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
