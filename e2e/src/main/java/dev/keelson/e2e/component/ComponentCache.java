package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Where built components lie: a directory outside every checkout, so that they are built once on a
 * machine.
 *
 * <p>A file is there whole or not at all: it is written beside its place, fsynced and renamed.
 *
 * @param directory {@code ${XDG_CACHE_HOME:-~/.cache}/keelson/components}
 */
public record ComponentCache(Path directory) {

  /** The cache of whoever runs this. */
  public static ComponentCache ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static ComponentCache of(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = configured.isBlank() ? home.resolve(".cache") : Path.of(configured);
    return new ComponentCache(base.resolve("keelson/components"));
  }

  /** The archive of a release's images, there or not. */
  public Path archive(ComponentVersions versions, Platform platform) {
    return directory.resolve("keelson-images-%s-%s.tar".formatted(versions.kubernetes(), platform));
  }

  /** The directory of a release's executables: the images' and kubectl, kubeadm, kubelet. */
  public Path binaries(ComponentVersions versions) {
    return directory.resolve("bin-" + versions.kubernetes());
  }

  /** The directory of containerd, crictl and the CNI plugins for the side-by-side benchmark. */
  public Path benchmarkTools() {
    return directory.resolve("bin-benchmark");
  }

  /** The archive of the pods that are measured, and the directory of what is in it. */
  StampImage stamp(Platform platform) {
    return new StampImage(
        directory.resolve("keelson-stamp-%s-%s.tar".formatted(StampImage.VERSION, platform)),
        directory.resolve("bin-stamp-" + StampImage.VERSION));
  }

  /** The archive of Debian's nginx and busybox under Docker Hub's names. */
  Path debian(Platform platform) {
    return directory.resolve("keelson-debian-%s-%s.tar".formatted(DebianImages.VERSION, platform));
  }

  /** Where the Go wrapper modules and the log of their builds are kept. */
  Path workspace(String name) {
    return directory.resolve("build").resolve(name);
  }

  /** Something that writes one file at the path it is given. */
  interface FileWriter {
    void write(Path file) throws IOException, InterruptedException;
  }

  /** Something that writes a file's content to a stream. */
  interface StreamWriter {
    void write(OutputStream out) throws IOException;
  }

  /** Makes a file appear with the content of that stream. */
  void publishContent(Path file, StreamWriter writer) throws IOException, InterruptedException {
    publish(
        file,
        partial -> {
          try (OutputStream out = Files.newOutputStream(partial)) {
            writer.write(out);
          }
        });
  }

  /** Makes a file appear as the writer leaves it. */
  void publish(Path file, FileWriter writer) throws IOException, InterruptedException {
    Path parent = file.resolveSibling(".");
    Files.createDirectories(parent);
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    writer.write(partial);
    sync(partial);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(parent);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The right to build, held until closed; a second builder waits here, told so by the action. */
  Lock lock(Runnable beforeWaiting) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      beforeWaiting.run();
      lock = channel.lock();
    }
    return new Lock(lock);
  }

  /** The cache's lock file, held. */
  record Lock(FileLock held) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      held.acquiredBy().close();
    }
  }
}
