package dev.keelson.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.testkit.Command;
import dev.keelson.runtime.time.SystemTimers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a manifest directory beside the manifests, and what a manifest is not. */
class OddFilesTest {
  @TempDir private Path directory;
  private final BlockingQueue<DesiredPods> told = new LinkedBlockingQueue<>();
  private final SystemTimers timers = SystemTimers.start();
  private AutoCloseable source = () -> {};

  @AfterEach
  void close() throws Exception {
    source.close();
    timers.close();
  }

  private DesiredPods start(Path path) throws InterruptedException {
    source = ManifestDirectory.start(path, "n", Duration.ofHours(1), timers, told::add);
    return told.take();
  }

  private static List<String> names(DesiredPods desired) {
    return desired.pods().stream().map(PodManifest::name).toList();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void passesOverWhatIsNoFile() throws Exception {
    write("a.yaml", ManifestServer.pod("a"));
    Files.createDirectory(directory.resolve("b.yaml"));
    Files.createSymbolicLink(directory.resolve("c.yaml"), Path.of("d.yaml"));
    Files.createSymbolicLink(directory.resolve("d.yaml"), Path.of("c.yaml"));
    Files.createSymbolicLink(directory.resolve("e.yaml"), Path.of("nowhere"));
    Command.run(directory, "mkfifo", directory.resolve("f.yaml").toString());

    DesiredPods desired = start(directory);

    assertThat(names(desired)).containsExactly("a-n");
    assertThat(desired.failures()).isEmpty();
  }

  @Test
  void refusesALargeFileUnread() throws Exception {
    Path file = write("a.yaml", ManifestServer.pod("a"));
    assertThat(names(start(directory))).containsExactly("a-n");

    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(11L << 20);
    }

    DesiredPods desired = told.take();
    assertThat(names(desired)).containsExactly("a-n");
    assertThat(desired.failures().getFirst().message())
        .isEqualTo(
            "has 11534336 bytes and is not read; a manifest has at most 10 MiB;"
                + " the last good version of it runs on");
  }

  @Test
  void takesASlowWriteForOneChange() throws Exception {
    Path file = write("a.yaml", ManifestServer.pod("a"));
    start(directory);
    String text = ManifestServer.list("a", "b", "c");
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < text.length(); i += 20) {
        out.write(
            text.substring(i, Math.min(i + 20, text.length())).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      // Seen by the source after all of the above, since notices keep their order.
      write("z.yaml", ManifestServer.pod("z"));
      assertThat(names(told.take())).containsExactly("a-n", "z-n");
    }
    assertThat(names(told.take())).containsExactly("a-n", "b-n", "c-n", "z-n");
    assertThat(told).isEmpty();
  }

  @Test
  void readsTenThousandFiles() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      write("x%05d.yaml".formatted(i), i == 5000 ? ManifestServer.pod("a") : "kind: nothing\n");
    }
    DesiredPods desired = start(directory);
    assertThat(names(desired)).containsExactly("a-n");
    assertThat(desired.failures()).hasSize(9_999);

    Files.delete(directory.resolve("x05000.yaml"));

    assertThat(names(told.take())).isEmpty();
  }

  @Test
  void watchesOneFileAlone() throws Exception {
    Path file = directory.resolve("one.yaml");
    write("other.yaml", ManifestServer.pod("other"));
    assertThat(names(start(file))).isEmpty();

    write("one.yaml", ManifestServer.pod("a"));
    assertThat(names(told.take())).containsExactly("a-n");
    write("other.yaml", ManifestServer.pod("b"));
    write("one.yaml", ManifestServer.pod("c"));
    assertThat(names(told.take())).containsExactly("c-n");
    Files.delete(file);
    assertThat(names(told.take())).isEmpty();
  }
}
