package dev.keelson.bootstrap.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.node.PodRuntime.PodObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bootstrap takes for granted of whatever runs its pods. */
public abstract class PodRuntimeContract {
  /** An image that the runtime has. */
  protected static final String IMAGE = "registry.example/web:1";

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String REVISION = "0123456789abcdef".repeat(4);

  @TempDir private Path root;

  @SuppressWarnings("NullAway.Init")
  private PodRuntime runtime;

  /** The port to a node below that root directory, on which nothing runs. */
  protected abstract PodRuntime open(Path root);

  @BeforeEach
  void open() throws IOException {
    runtime = open(root);
    Path manifests = Files.createDirectories(root.resolve("etc/kubernetes/manifests"));
    Files.writeString(
        manifests.resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: kube-system
          annotations:
            keelson.dev/revision: "%s"
        spec:
          hostNetwork: true
          containers: [{name: main, image: "%s"}]
        """
            .formatted(REVISION, IMAGE));
  }

  @AfterEach
  void stop() throws InterruptedException {
    runtime.stopPodsAndExit(LONG);
  }

  @Test
  void nothingAnswersBeforeItIsStarted() {
    assertThat(runtime.running()).isFalse();
    assertThat(runtime.exists()).isFalse();
  }

  @Test
  void startedTwiceItRunsOnce() {
    runtime.start();
    runtime.start();
    assertThat(runtime.running()).isTrue();
    assertThat(runtime.exists()).isTrue();
  }

  @Test
  void aPodHasTheNameAndTheRevisionOfItsManifest() throws InterruptedException {
    runtime.start();
    var ready = new PodObservation("web", REVISION, true, true, "");
    assertThat(runtime.await("web", REVISION, LONG)).isEqualTo(ready);
    assertThat(runtime.observe("web")).contains(ready);
    assertThat(runtime.pods()).containsExactly(ready);
  }

  @Test
  void aPodWithoutAManifestIsNotReadyForAReason() throws InterruptedException {
    runtime.start();
    PodObservation absent = runtime.await("nobody", REVISION, Duration.ofMillis(100));
    assertThat(absent.pod()).isEqualTo("nobody");
    assertThat(absent.running()).isFalse();
    assertThat(absent.ready()).isFalse();
    assertThat(absent.reason()).isNotEmpty();
    assertThat(runtime.observe("nobody")).isEmpty();
  }

  @Test
  void stoppedTwiceNothingIsLeft() throws InterruptedException {
    runtime.start();
    runtime.await("web", REVISION, LONG);
    runtime.stopPodsAndExit(LONG);
    assertThat(runtime.exists()).isFalse();
    runtime.stopPodsAndExit(LONG);
    assertThat(runtime.running()).isFalse();
    assertThat(runtime.exists()).isFalse();
  }
}
