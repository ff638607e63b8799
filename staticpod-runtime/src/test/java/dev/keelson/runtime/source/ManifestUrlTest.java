package dev.keelson.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.ManifestSources;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.time.SystemTimers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestUrlTest {
  private static final Duration OFTEN = Duration.ofMillis(20);

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

  private void start(Optional<Path> path, URI url, Map<String, List<String>> headers) {
    source =
        PodSources.start(
            new ManifestSources(path, Duration.ofHours(1), Optional.of(url), headers, OFTEN),
            "n",
            timers,
            told::add);
  }

  private void start() {
    start(Optional.empty(), server.url("/pods"), Map.of());
  }

  private DesiredPods next() throws InterruptedException {
    DesiredPods next = told.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something was told in time").isNotNull();
    return next;
  }

  private static List<String> names(DesiredPods desired) {
    return desired.pods().stream().map(PodManifest::name).toList();
  }

  @Test
  void appliesEveryChange() throws Exception {
    server.answers(ManifestServer.pod("a"));
    start();
    DesiredPods first = next();
    assertThat(names(first)).containsExactly("a-n");
    assertThat(first.complete()).isTrue();
    PodManifest pod = first.pods().getFirst();
    assertThat(pod.annotations()).containsEntry("kubernetes.io/config.source", "http");
    assertThat(pod.document().path("spec").has("tolerations")).isFalse();

    server.answers(ManifestServer.list("a", "b"));
    DesiredPods second = next();
    assertThat(names(second)).containsExactly("a-n", "b-n");
    assertThat(second.pods().getFirst().uid()).isEqualTo(pod.uid());

    server.answers("{apiVersion: v1, kind: PodList, items: []}");
    assertThat(names(next())).isEmpty();
  }

  @Test
  void neitherAnErrorNorAnUnparsableAnswerRemovesAPod() throws Exception {
    server.answers(ManifestServer.pod("a"));
    start();
    next();

    server.fails(503);
    DesiredPods failed = next();
    assertThat(names(failed)).containsExactly("a-n");
    assertThat(failed.failures())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.pod()).contains("default/a-n");
          assertThat(f.message())
              .isEqualTo("answers HTTP 503; the last good version of it runs on");
        });

    server.answers("kind: [");
    assertThat(next().failures().getFirst().message()).startsWith("line 1, column 8: is not YAML");
    server.answers("");
    DesiredPods empty = next();
    assertThat(names(empty)).containsExactly("a-n");
    assertThat(empty.failures().getFirst().message()).contains("the file is empty");
    server.answers("# " + "x".repeat(10 << 20) + "\n" + ManifestServer.pod("b"));
    assertThat(next().failures().getFirst().message()).contains("more than 10 MiB");
    server.close();
    assertThat(next().failures().getFirst().message()).contains("cannot be reached");

    assertThat(names(told.isEmpty() ? empty : next())).containsExactly("a-n");
  }

  @Test
  void asksForWhatItHasNotGotYet() throws Exception {
    server.answers(ManifestServer.pod("a"));
    start();
    next();

    server.awaitNotModified(3);

    assertThat(told).isEmpty();
  }

  @Test
  void sendsTheHeadersToItsOwnHostAlone() throws Exception {
    server.answers(ManifestServer.pod("a"));
    server.redirects("/here", server.url("/pods").toString());
    server.redirects("/there", server.otherUrl("/pods").toString());
    start(Optional.empty(), server.url("/here"), Map.of("X-Token", List.of("s")));
    assertThat(names(next())).containsExactly("a-n");
    assertThat(server.tokens("/pods")).contains("s");
    source.close();
    server.forgetTokens();

    start(Optional.empty(), server.url("/there"), Map.of("X-Token", List.of("s")));
    next();
    assertThat(server.tokens("/there")).contains("s");
    assertThat(server.tokens("/pods")).containsOnly("");
  }

  @Test
  void isNotCompleteBeforeItsFirstGoodAnswer() throws Exception {
    server.fails(500);
    Files.writeString(directory.resolve("b.yaml"), ManifestServer.pod("b"));
    start(Optional.of(directory), server.url("/pods"), Map.of());
    assertThat(next().complete()).isFalse();
    assertThat(next().complete()).isFalse();

    server.answers(ManifestServer.pod("a"));

    DesiredPods both = next();
    assertThat(both.complete()).isTrue();
    assertThat(names(both)).containsExactly("b-n", "a-n");
  }

  @Test
  void ofTwoSourcesTheFirstKeepsThePod() throws Exception {
    server.answers(ManifestServer.pod("a"));
    Path file = Files.writeString(directory.resolve("one.yaml"), ManifestServer.pod("a"));
    start(Optional.of(file), server.url("/pods"), Map.of());
    next();
    DesiredPods both = next();
    assertThat(both.pods().getFirst().source()).isEqualTo(file.toString());
    assertThat(both.failures())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.source()).isEqualTo(server.url("/pods").toString());
          assertThat(f.message()).contains("is claimed by " + file);
        });

    Files.delete(file);

    DesiredPods one = next();
    assertThat(one.pods().getFirst().source()).isEqualTo(server.url("/pods").toString());
    assertThat(one.failures()).isEmpty();
  }

  @Test
  void aRedirectToNoAddressIsAFailure() throws Exception {
    server.redirects("/here", "http://h/a b");
    start(Optional.empty(), server.url("/here"), Map.of());
    assertThat(next().failures().getFirst().message())
        .isEqualTo("redirects to \"http://h/a b\", which is no address");

    server.redirects("/here", "ftp://h/a");

    assertThat(next().failures().getFirst().message()).contains("\"ftp://h/a\"");
  }
}
