package dev.keelson.runtime.image.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.TestImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  private final TestImage image = TestImage.small("x");
  @TempDir Path directory;

  @Test
  void importsFindsListsAndRemoves() throws Exception {
    Images images = Images.open(directory.resolve("store"));
    ImageReference name = ImageReference.parse("registry.k8s.io/a:1");
    Path layout = Archives.layout(directory.resolve("layout"), Map.of(name.toString(), image));

    List<StoredImage> imported = images.importArchive(layout, ImageProgress.SILENT);

    assertThat(images.list()).isEqualTo(imported);
    assertThat(images.find(name)).contains(imported.getFirst());
    assertThat(images.remove(name)).isTrue();
    assertThat(images.list()).isEmpty();
    assertThatThrownBy(() -> images.importArchive(directory.resolve("none"), ImageProgress.SILENT))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("There is no archive");
  }

  @Test
  void pullsOnceHoweverManyAsk() throws Exception {
    int askers = 10;
    AtomicInteger manifests = new AtomicInteger();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] content = image.manifest();
            if (path.contains("/manifests/")) {
              manifests.incrementAndGet();
              asked.countDown();
              answer.await();
            } else {
              String digest = path.substring(path.lastIndexOf('/') + 1);
              content = image.blobs().getOrDefault(Digest.parse(digest), new byte[0]);
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Images images = Images.open(directory.resolve("store"));
      ImageReference name =
          ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/app:1");
      CountDownLatch begun = new CountDownLatch(askers);
      List<Future<StoredImage>> pulled = new ArrayList<>();
      for (int i = 0; i < askers; i++) {
        pulled.add(
            threads.submit(() -> {
              begun.countDown();
              return images.pull(name, ImageProgress.SILENT);
            }));
      }
      begun.await();
      asked.await();
      answer.countDown();
      for (Future<StoredImage> one : pulled) {
        assertThat(one.get().id()).isEqualTo(image.id());
      }
      // An asker that came after the first pull had ended asks again what the tag stands for.
      assertThat(manifests.get()).isLessThan(askers);
      assertThat(images.list()).hasSize(1);
    } finally {
      server.stop(0);
    }
    try (var staged = Files.list(directory.resolve("store/staging"))) {
      assertThat(staged).isEmpty();
    }
  }
}
