package dev.keelson.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHostsTest {
  private static final TestImage IMAGE = TestImage.small("x");
  private static final ImageReference APP = ImageReference.parse("registry.example/team/app:1");

  @TempDir private Path directory;
  private final LayoutRegistry first = new LayoutRegistry();
  private final LayoutRegistry second = new LayoutRegistry();

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void withoutAFileThereIsTheRegistryAlone() {
    assertThat(hosts().of(APP, Set.of()))
        .containsExactly(
            new RegistryEndpoint("registry.example", "https://registry.example", "/v2/", ""));
  }

  @Test
  void aMirrorIsAskedFirstAndToldWhoseImageIsMeant() throws Exception {
    configure(
        "registry.example",
        """
        # the nearest first
        server = "https://upstream.example"

        [host."http://127.0.0.1:5000"]
          capabilities = ["pull", "resolve"]
        [host."https://cache.example/registry"]
          override_path = true
        """);
    assertThat(hosts().of(APP, Set.of()).stream().map(e -> e.uri("x").toString()))
        .containsExactly(
            "http://127.0.0.1:5000/v2/x?ns=registry.example",
            "https://cache.example/registry/x?ns=registry.example",
            "https://upstream.example/v2/x?ns=registry.example");
  }

  @Test
  void aMirrorThatResolvesNoTagsIsAskedForDigestsAlone() throws Exception {
    configure("_default", "[host.'https://m.example']\ncapabilities = [\"pull\"]\n");
    var digest = ImageReference.parse("registry.example/team/app@" + IMAGE.digest());
    assertThat(hosts().of(APP, Set.of())).hasSize(1);
    assertThat(hosts().of(digest, Set.of())).hasSize(2);
  }

  @Test
  void whatIsNotObeyedIsRefusedByItsLine() throws Exception {
    configure("registry.example", "[host.\"https://m.example\"]\n  skip_verify = true\n");
    assertThatThrownBy(() -> hosts().of(APP, Set.of()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("hosts.toml, line 2: \"skip_verify = true\" is not understood");
  }

  @Test
  void anImageComesFromTheFirstMirrorThatHasIt() throws Exception {
    second.push("team/app", "1", IMAGE);
    configureBoth();

    assertThat(pull().names()).containsExactly(APP);

    assertThat(first.requests()).containsExactly("GET /v2/team/app/manifests/1");
    assertThat(second.requests()).isNotEmpty();
  }

  @Test
  void whereNoneHasItEachSaysWhy() throws Exception {
    configureBoth();
    assertThatThrownBy(this::pull)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("Registry " + second.address() + " has no team/app")
        .hasMessageContaining(
            "Its mirrors before: Registry " + first.address() + " has no team/app");
  }

  private void configureBoth() throws IOException {
    configure(
        "registry.example",
        "server = \"http://%s\"\n[host.\"http://%s\"]\n"
            .formatted(second.address(), first.address()));
  }

  private StoredImage pull() throws InterruptedException {
    var store = ImageStore.open(directory.resolve("store"));
    var backoff = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(4), Thread::sleep);
    try (var client = new RegistryClient(store, Set.of(), hosts(), backoff)) {
      return client.pull(APP, (_, _) -> new Credentials.Anonymous(), ImageProgress.SILENT);
    }
  }

  private RegistryHosts hosts() {
    return new RegistryHosts(directory.resolve("certs.d"));
  }

  private void configure(String registry, String text) throws IOException {
    Path file = directory.resolve("certs.d").resolve(registry).resolve("hosts.toml");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
