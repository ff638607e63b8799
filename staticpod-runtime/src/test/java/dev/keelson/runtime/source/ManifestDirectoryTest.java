package dev.keelson.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.time.SystemTimers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDirectoryTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private Path temporary;
  private final BlockingQueue<DesiredPods> told = new LinkedBlockingQueue<>();
  private SystemTimers timers;
  private Path directory;
  private AutoCloseable source = () -> {};

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("manifests"));
    timers = SystemTimers.start();
  }

  @AfterEach
  void close() throws Exception {
    source.close();
    timers.close();
  }

  private void start(Duration rescan) {
    source = ManifestDirectory.start(directory, "n", rescan, timers, told::add);
  }

  private static String pod(String name, String image) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {containers: [{name: c, image: \""
        + image
        + "\"}]}}\n";
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(directory.resolve(file), text);
  }

  private void moveIn(String file, String text) throws IOException {
    Path outside = Files.writeString(temporary.resolve("outside"), text);
    Files.move(outside, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  private DesiredPods await(Predicate<DesiredPods> so) throws InterruptedException {
    while (true) {
      DesiredPods next = told.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("something was told in time").isNotNull();
      if (so.test(next)) {
        return next;
      }
    }
  }

  private static List<String> images(DesiredPods desired) {
    return desired.pods().stream()
        .map(p -> p.name() + "=" + p.spec().containers().getFirst().image())
        .toList();
  }

  @Test
  void tellsWhatIsThereAndEveryChange() throws Exception {
    write("a.yaml", pod("a", "i:1"));
    write("no-extension", pod("b", "i:1"));
    write(".hidden", pod("c", "i:1"));
    write("a.yaml~", pod("d", "i:1"));
    write("a.yaml.bak", pod("e", "i:1"));
    Files.createDirectory(directory.resolve("sub"));
    start(NEVER);
    assertThat(images(told.take())).containsExactly("a-n=i:1", "b-n=i:1");
    moveIn("a.yaml", pod("a", "i:2"));
    assertThat(images(told.take())).containsExactly("a-n=i:2", "b-n=i:1");
    write("a.yaml", pod("a", "i:3"));
    assertThat(images(told.take())).containsExactly("a-n=i:3", "b-n=i:1");
    Files.delete(directory.resolve("a.yaml"));
    assertThat(images(told.take())).containsExactly("b-n=i:1");
    Files.createSymbolicLink(
        directory.resolve("link"), Files.writeString(temporary.resolve("t"), pod("l", "i:1")));
    assertThat(images(told.take())).containsExactly("l-n=i:1", "b-n=i:1");
  }

  @Test
  void aFileIsReadWhenItsWriterHasClosedIt() throws Exception {
    start(Duration.ofMillis(50));
    told.take();
    String text = pod("a", "i:1");
    try (var out = Files.newOutputStream(directory.resolve("slow.yaml"))) {
      out.write(text.substring(0, 40).getBytes(StandardCharsets.UTF_8));
      out.flush();
      // Rescans pass by; each tells about this marker and none about the half.
      for (int i = 0; i < 3; i++) {
        moveIn("marker.yaml", pod("marker", "i:" + i));
        DesiredPods seen = told.take();
        assertThat(images(seen)).containsExactly("marker-n=i:" + i);
        assertThat(seen.failures()).isEmpty();
      }
      out.write(text.substring(40).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(images(told.take())).containsExactly("marker-n=i:2", "a-n=i:1");
  }

  @Test
  void aSpoiltFileKeepsItsLastGoodPod() throws Exception {
    write("a.yaml", pod("a", "i:1"));
    start(NEVER);
    PodManifest good = told.take().pods().getFirst();
    write("a.yaml", "kind: [");
    DesiredPods spoilt = told.take();
    assertThat(spoilt.pods()).containsExactly(good);
    assertThat(spoilt.failures())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.source()).isEqualTo(directory.resolve("a.yaml").toString());
          assertThat(f.pod()).contains("default/a-n");
          assertThat(f.message())
              .contains("is not YAML")
              .endsWith("last good version of it runs on");
        });
    write("a.yaml", pod("a", "i:1"));
    DesiredPods mended = told.take();
    assertThat(mended.failures()).isEmpty();
    assertThat(mended.pods()).containsExactly(good);
  }

  @Test
  void theFirstFileKeepsAPodThatTwoClaim() throws Exception {
    write("b.yaml", pod("a", "i:1"));
    start(NEVER);
    told.take();
    write("a.yaml", pod("a", "i:2"));
    DesiredPods both = told.take();
    assertThat(images(both)).containsExactly("a-n=i:1");
    assertThat(both.failures())
        .singleElement()
        .satisfies(
            f -> assertThat(f.message()).contains("is claimed by " + directory.resolve("b.yaml")));
    Files.delete(directory.resolve("b.yaml"));
    assertThat(images(told.take())).containsExactly("a-n=i:2");
  }

  @Test
  void anEditorThatPutsTheNewInThePlaceOfTheOldStopsNothing() throws Exception {
    Path file = write("a.yaml", pod("a", "i:1"));
    start(NEVER);
    told.take();
    Files.move(file, directory.resolve("a.yaml~"));
    write("a.yaml", pod("a", "i:2"));
    assertThat(images(told.take())).containsExactly("a-n=i:2");
  }

  @Test
  void theDirectoryMayComeLaterAndGo() throws Exception {
    Files.delete(directory);
    start(NEVER);
    assertThat(told.take().pods()).isEmpty();
    Files.createDirectory(directory);
    write("a.yaml", pod("a", "i:1"));
    await(d -> images(d).equals(List.of("a-n=i:1")));
    Files.move(directory, temporary.resolve("away"));
    await(d -> d.pods().isEmpty());
  }

  @Test
  void dependsOnFilesIsSeenByTheRescan() throws Exception {
    Path certificate = Files.writeString(temporary.resolve("cert"), "one");
    write(
        "a.yaml",
        pod("a", "i:1")
            .replace(
                "{name: a}",
                "{name: a, annotations: {keelson.dev/depends-on-files: \"" + certificate + "\"}}"));
    start(Duration.ofMillis(50));
    String before = told.take().pods().getFirst().revision();
    Files.writeString(certificate, "two");
    assertThat(told.take().pods().getFirst().revision()).isNotEqualTo(before);
  }
}
