package dev.keelson.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.ManifestSources;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.time.SystemTimers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests over which the parsing stumbles, as no manifest is known to make it do. */
class ParserFaultTest {
  @TempDir private Path directory;
  private final BlockingQueue<DesiredPods> told = new LinkedBlockingQueue<>();
  private final SystemTimers timers = SystemTimers.start();
  private final ManifestServer server = ManifestServer.start();
  private AutoCloseable source = () -> {};

  @AfterEach
  void close() throws Exception {
    source.close();
    server.close();
    timers.close();
  }

  private static List<PodManifest> stumble(byte[] bytes, ManifestOrigin origin) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.contains("stone")) {
      throw new IllegalStateException("over a stone");
    }
    if (text.contains("pit")) {
      throw new StackOverflowError();
    }
    return ManifestParser.parse(bytes, origin);
  }

  private void watch(Consumer<DesiredPods> sink) {
    source =
        ManifestDirectory.start(
            directory,
            new PodParser(ParserFaultTest::stumble),
            "n",
            Duration.ofHours(1),
            timers,
            sink);
  }

  private DesiredPods next() throws InterruptedException {
    DesiredPods next = told.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something was told in time").isNotNull();
    return next;
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text);
  }

  private static List<String> names(DesiredPods desired) {
    return desired.pods().stream().map(PodManifest::name).toList();
  }

  private static String problem(DesiredPods desired) {
    return desired.failures().getFirst().message();
  }

  @Test
  void keepTheLastGoodPodAndSpoilNoOtherFile() throws Exception {
    write("a.yaml", ManifestServer.pod("a"));
    watch(told::add);
    assertThat(names(next())).containsExactly("a-n");

    write("a.yaml", "stone");

    DesiredPods spoilt = next();
    assertThat(names(spoilt)).containsExactly("a-n");
    assertThat(problem(spoilt))
        .contains("java.lang.IllegalStateException: over a stone")
        .endsWith("; the last good version of it runs on");
    write("b.yaml", ManifestServer.pod("b"));
    assertThat(names(next())).containsExactly("a-n", "b-n");
    write("a.yaml", "pit");
    assertThat(problem(next())).contains("StackOverflowError");
    write("a.yaml", ManifestServer.pod("c"));
    DesiredPods mended = next();
    assertThat(names(mended)).containsExactly("c-n", "b-n");
    assertThat(mended.failures()).isEmpty();
  }

  @Test
  void inAnAnswerOfAnAddressRemoveNoPod() throws Exception {
    server.answers(ManifestServer.pod("a"));
    source =
        PodSources.start(
            new ManifestSources(
                Optional.empty(),
                Duration.ofHours(1),
                Optional.of(server.url("/pods")),
                Map.of(),
                Duration.ofMillis(20)),
            "n",
            timers,
            told::add,
            new PodParser(ParserFaultTest::stumble));
    assertThat(names(next())).containsExactly("a-n");

    server.answers("stone");

    DesiredPods spoilt = next();
    assertThat(names(spoilt)).containsExactly("a-n");
    assertThat(problem(spoilt)).contains("over a stone");
    server.answers(ManifestServer.pod("b"));
    assertThat(names(next())).containsExactly("b-n");
  }

  @Test
  void whoTakesThePodsAndStumblesIsToldAgain() throws Exception {
    var calls = new AtomicInteger();
    watch(desired -> {
      if (calls.incrementAndGet() == 2) {
        throw new IllegalStateException("once");
      }
      told.add(desired);
    });
    assertThat(names(next())).isEmpty();

    write("a.yaml", ManifestServer.pod("a"));

    assertThat(names(next())).containsExactly("a-n");
    assertThat(calls).hasValue(3);
  }
}
