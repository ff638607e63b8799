package dev.keelson.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over the registry in memory, and what a real one does on bad days alone. */
class RegistryClientTest extends RegistryContract {
  private static final String BLOB = "/v2/app/blobs/" + IMAGE.layerBlob(1);
  private final LayoutRegistry registry = new LayoutRegistry();

  @Override
  LayoutRegistry registry() {
    return registry;
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void triesAgainWhenTheRegistryIsOverloaded(int status) throws Exception {
    registry.push("app", "1", IMAGE);
    registry.fail("/manifests/1", exchange -> exchange.sendResponseHeaders(status, -1));
    registry.fail(BLOB, exchange -> exchange.sendResponseHeaders(status, -1));
    registry.fail(BLOB, exchange -> exchange.sendResponseHeaders(status, -1));

    assertThat(pull("app:1", ANONYMOUS).id()).isEqualTo(IMAGE.id());
  }

  @Test
  void goesOnWhereALostConnectionLeftOff() throws Exception {
    registry.push("app", "1", IMAGE);
    AtomicReference<String> range = new AtomicReference<>("");
    registry.fail(BLOB, exchange -> cutAfter(exchange, 1_000_000));
    registry.fail(
        BLOB,
        exchange -> {
          range.set(exchange.getRequestHeaders().getFirst("Range"));
          exchange.sendResponseHeaders(503, -1);
        });

    assertThat(pull("app:1", ANONYMOUS).id()).isEqualTo(IMAGE.id());
    assertThat(range.get()).matches("bytes=[1-9][0-9]{4,}-");
  }

  @Test
  void beginsAnewWhereTheRegistryKnowsNoRanges() throws Exception {
    registry.push("app", "1", IMAGE);
    registry.fail(BLOB, exchange -> cutAfter(exchange, 1_000_000));
    registry.fail(
        BLOB,
        exchange -> {
          byte[] all = registry.content(BLOB);
          exchange.sendResponseHeaders(200, all.length);
          exchange.getResponseBody().write(all);
        });

    assertThat(pull("app:1", ANONYMOUS).id()).isEqualTo(IMAGE.id());
  }

  @Test
  void givesUpAfterTheLastAttemptAndSaysWhatItSaw() throws Exception {
    registry.push("app", "1", IMAGE);
    for (int i = 0; i < 4; i++) {
      registry.fail("/manifests/1", exchange -> exchange.sendResponseHeaders(503, -1));
    }

    refused("app:1", ANONYMOUS)
        .hasMessage(
            "Registry %s cannot be used: HTTP 503 from http://%s/v2/app/manifests/1; check the"
                + " network, or bring the image in an archive with keelson images import.",
            registry.address(), registry.address());
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    registry.close();
    refused("app:1", ANONYMOUS)
        .hasMessageContaining("connection refused at http://" + registry.address());
  }

  @Test
  void refusesABlobThatIsNotWhatItsDigestSays() throws Exception {
    registry.push("app", "1", IMAGE);
    byte[] changed = registry.content(BLOB);
    changed[5000] ^= 1;
    registry.fail(
        BLOB,
        exchange -> {
          exchange.sendResponseHeaders(200, changed.length);
          exchange.getResponseBody().write(changed);
        });

    refused("app:1", ANONYMOUS)
        .hasMessage(
            "registry %s gives content with the digest %s for %s: it is damaged or was changed; get"
                + " it again.",
            registry.address(), Digest.of(changed), IMAGE.layerBlob(1));
    assertThat(store.list()).isEmpty();
  }

  @Test
  void refusesABlobWithoutEnd() throws Exception {
    registry.push("app", "1", IMAGE);
    byte[] longer = Arrays.copyOf(registry.content(BLOB), 20_000_000);
    registry.fail(
        BLOB,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(longer);
        });

    refused("app:1", ANONYMOUS).hasMessageContaining("where its manifest says");
  }

  @Test
  void refusesAManifestThatIsNotWhatTheRegistrySays() throws Exception {
    registry.push("app", "1", IMAGE);
    byte[] other = TestImage.small("other").manifest();
    for (String name : new String[] {"1", IMAGE.digest().toString()}) {
      registry.fail(
          "/manifests/" + name,
          exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", IMAGE.digest().toString());
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
          });
    }
    refused("app:1", ANONYMOUS).hasMessageContaining("which should be " + IMAGE.digest());
    refused("app@" + IMAGE.digest(), ANONYMOUS)
        .hasMessageContaining("which should be " + IMAGE.digest());
  }

  @Test
  void doesNotTakeThePasswordToWhereItIsRedirected() throws Exception {
    registry.push("app", "1", IMAGE);
    registry.require(new TestRegistry.Access.Basic("reader", "secret"));
    try (LayoutRegistry elsewhere = new LayoutRegistry()) {
      AtomicReference<Boolean> told = new AtomicReference<>(false);
      elsewhere.failNext(exchange -> {
        told.set(exchange.getRequestHeaders().containsKey("Authorization"));
        byte[] blob = registry.content(BLOB);
        exchange.sendResponseHeaders(200, blob.length);
        exchange.getResponseBody().write(blob);
      });
      registry.fail(
          BLOB,
          exchange -> {
            exchange
                .getResponseHeaders()
                .add("Location", "http://" + elsewhere.address() + "/blob?signed");
            exchange.sendResponseHeaders(307, -1);
          });

      assertThat(pull("app:1", new Credentials.Basic("reader", "secret")).id())
          .isEqualTo(IMAGE.id());
      assertThat(told.get()).isFalse();
      assertThat(elsewhere.requests()).containsExactly("GET /blob");
    }
  }

  @Test
  void getsAnotherTokenWhenOneExpiresOnTheWay() throws Exception {
    registry.push("app", "1", IMAGE);
    registry.require(tokens().access());
    registry.fail(
        BLOB,
        exchange -> {
          tokens().expireAll();
          exchange.sendResponseHeaders(503, -1);
        });

    assertThat(pull("app:1", TokenServer.USER).id()).isEqualTo(IMAGE.id());
    assertThat(tokens().asked()).hasSizeGreaterThan(1);
  }

  @Test
  void fetchesNothingTwice() throws Exception {
    registry.push("app", "1", IMAGE);
    pull("app:1", ANONYMOUS);
    int before = registry.requests().size();
    pull("app:1", ANONYMOUS);

    assertThat(registry.requests().subList(before, registry.requests().size()))
        .containsExactly("GET /v2/app/manifests/1");
  }

  @Test
  void takesWhatAnotherPulledWhileItWaited() throws Exception {
    registry.push("app", "1", IMAGE);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    registry.fail(
        "/manifests/1",
        exchange -> {
          asked.countDown();
          awaitQuietly(answer);
          exchange.sendResponseHeaders(503, -1);
        });
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<StoredImage> first = threads.submit(() -> pull("app:1", ANONYMOUS));
      asked.await();
      Future<StoredImage> second = threads.submit(() -> pull("app:1", ANONYMOUS));
      awaitSomebodyWaitingForALock();
      answer.countDown();
      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(registry.requests())
        .filteredOn("GET /v2/app/manifests/1"::equals)
        .hasSize(2); // the refused one and its repetition, both of the first pull
  }

  /** The kernel shows a waiter below the lock it waits for, with an arrow. */
  private static void awaitSomebodyWaitingForALock() throws IOException {
    Pattern mine = Pattern.compile(".*-> FLOCK .*WRITE " + ProcessHandle.current().pid() + " .*");
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (Files.readAllLines(Path.of("/proc/locks")).stream().noneMatch(mine.asPredicate())) {
      assertThat(System.nanoTime()).as("nobody waits for the lock").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void reportsEveryByteOnce() throws Exception {
    registry.push("app", "1", IMAGE);
    registry.fail(BLOB, exchange -> cutAfter(exchange, 500_000));
    java.util.concurrent.ConcurrentMap<Digest, Long> last =
        new java.util.concurrent.ConcurrentHashMap<>();
    ImageProgress progress =
        (blob, step, done, _) -> {
          if (step == ImageProgress.Step.FETCH) {
            assertThat(done).isGreaterThanOrEqualTo(last.getOrDefault(blob, 0L));
            last.put(blob, done);
          }
        };
    client.pull(reference("app:1"), (_, _) -> ANONYMOUS, progress);

    assertThat(last.get(IMAGE.layerBlob(1))).isEqualTo((long) registry.content(BLOB).length);
  }

  /** Promises the whole and ends the connection before. */
  private void cutAfter(HttpExchange exchange, int length) throws IOException {
    byte[] all = registry.content(BLOB);
    exchange.sendResponseHeaders(200, all.length);
    exchange.getResponseBody().write(all, 0, length);
    exchange.getResponseBody().flush();
    exchange.close();
  }
}
