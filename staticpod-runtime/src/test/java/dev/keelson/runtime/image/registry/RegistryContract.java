package dev.keelson.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.Platform;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.image.testkit.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pulling means, whichever registry it is from. */
abstract class RegistryContract {
  static final Credentials ANONYMOUS = new Credentials.Anonymous();
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final TestImage IMAGE =
      TestImage.gzipped(
          new LayerTar().file("etc/one", "1").bytes(),
          new LayerTar().file("bin/two", noise(3_000_000)).bytes());

  @TempDir Path directory;
  ImageStore store;
  RegistryClient client;
  private TokenServer tokens;

  /** An empty registry. */
  abstract TestRegistry registry() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = ImageStore.open(directory.resolve("store"));
    client =
        new RegistryClient(
            store,
            Set.of(),
            new RegistryHosts(directory.resolve("certs.d")),
            new Backoff(4, Duration.ofMillis(1), Duration.ofMillis(4), Thread::sleep));
    tokens = new TokenServer();
  }

  @AfterEach
  void close() {
    client.close();
    tokens.close();
  }

  @Test
  void pullsByTagAndByDigest() throws Exception {
    registry().push("app", "1", IMAGE);

    StoredImage byTag = pull("app:1", ANONYMOUS);
    StoredImage byDigest = pull("app@" + IMAGE.digest(), ANONYMOUS);

    assertThat(byTag.id()).isEqualTo(IMAGE.id());
    assertThat(byTag.manifest()).isEqualTo(IMAGE.digest());
    assertThat(byTag.layerDirs().get(0).resolve("etc/one")).hasContent("1");
    assertThat(byTag.layerDirs().get(1).resolve("bin/two")).hasSize(3_000_000);
    assertThat(byDigest.layerDirs()).isEqualTo(byTag.layerDirs());
    assertThat(store.find(reference("app:1"))).isPresent();
    assertThat(store.find(reference("app@" + IMAGE.digest()))).isPresent();
  }

  @Test
  void choosesThePlatformOfThisMachine() throws Exception {
    Platform other = new Platform("linux", "s390x");
    TestImage foreign = TestImage.foreign(other, IMAGE.layers().getFirst());
    registry().push("app", "mine", IMAGE);
    registry().push("app", "other", foreign);
    byte[] both = index(foreign, other, IMAGE, Platform.current());
    registry().manifest("app", "both", INDEX, both);
    registry().manifest("app", "none", INDEX, index(foreign, other, foreign, other));

    assertThat(pull("app:both", ANONYMOUS).manifest()).isEqualTo(IMAGE.digest());
    assertThat(store.find(reference("app@" + Digest.of(both)))).isPresent();
    refused("app:none", ANONYMOUS)
        .hasMessageContaining("is built for linux/s390x, this machine is " + Platform.current());
    refused("app:other", ANONYMOUS).hasMessageContaining("is built for linux/s390x");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    registry().push("app", "1", IMAGE);
    refused("app:2", ANONYMOUS)
        .hasMessage(
            "Registry %s has no app/manifests/2; check the name and the tag.",
            registry().address());
    assertThat(store.list()).isEmpty();
  }

  @Test
  void givesNameAndPasswordWhereTheyAreAskedFor() throws Exception {
    registry().push("app", "1", IMAGE);
    registry().require(new TestRegistry.Access.Basic("reader", "pass:word"));

    refused("app:1", ANONYMOUS).hasMessageContaining("refuses the pull without credentials");
    refused("app:1", new Credentials.Basic("reader", "wrong"))
        .hasMessageContaining("refuses the pull as user reader")
        .hasMessageNotContaining("wrong");
    assertThat(pull("app:1", new Credentials.Basic("reader", "pass:word")).id())
        .isEqualTo(IMAGE.id());
  }

  @Test
  void getsATokenWhereOneIsAskedFor() throws Exception {
    registry().push("app", "1", IMAGE);
    registry().require(tokens.access());

    refused("app:1", ANONYMOUS).hasMessageContaining("refuses the pull without credentials");
    assertThat(pull("app:1", TokenServer.USER).id()).isEqualTo(IMAGE.id());
    assertThat(tokens.asked().getLast())
        .contains("service=" + TokenServer.SERVICE)
        .contains("scope=repository:app:pull");
  }

  @Test
  void getsATokenForAnIdentityToken() throws Exception {
    registry().push("app", "1", IMAGE);
    registry().require(tokens.access());

    assertThat(pull("app:1", TokenServer.IDENTITY).id()).isEqualTo(IMAGE.id());
    assertThat(tokens.asked().getLast()).contains("grant_type=refresh_token");
    refused("app:1", new Credentials.IdentityToken("stolen"))
        .hasMessageContaining("with the identity token")
        .hasMessageNotContaining("stolen");
  }

  final TokenServer tokens() {
    return tokens;
  }

  final StoredImage pull(String name, Credentials credentials) throws Exception {
    return client.pull(reference(name), (_, _) -> credentials, ImageProgress.SILENT);
  }

  final ImageReference reference(String name) throws Exception {
    return ImageReference.parse(registry().address() + "/" + name);
  }

  final org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String name, Credentials credentials) {
    return assertThatThrownBy(() -> pull(name, credentials)).isInstanceOf(ImageException.class);
  }

  private static byte[] index(TestImage one, Platform p, TestImage two, Platform q) {
    return TestImage.utf8(
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s,%s]}"
            .formatted(INDEX, onPlatform(one, p), onPlatform(two, q)));
  }

  private static String onPlatform(TestImage image, Platform platform) {
    String descriptor =
        TestImage.descriptor("application/vnd.oci.image.manifest.v1+json", image.manifest());
    return descriptor.substring(0, descriptor.length() - 1)
        + ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
            .formatted(platform.os(), platform.architecture());
  }

  /** Content that does not compress, so that a transfer has some length. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
