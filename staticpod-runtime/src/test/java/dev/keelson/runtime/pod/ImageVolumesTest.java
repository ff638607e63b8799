package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerConfig.ImageMount;
import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes that are the files of images: fetched before whoever mounts them, as images are. */
final class ImageVolumesTest {
  private static final String FILES = "example/files:1";
  private static final ImageReference REFERENCE = ImageReference.parse(FILES);

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void open() {
    node = new TestNode(directory);
    node.engine.addImage("i:1", "");
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static String pod(String policy) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: p}
    spec:
      volumes:
      - name: files
        image: {reference: "%s", pullPolicy: %s}
      containers:
      - name: main
        image: i:1
        env: [{name: DIR, value: share}]
        volumeMounts:
        - {name: files, mountPath: /all}
        - {name: files, mountPath: /part, subPathExpr: $(DIR)/doc}
      - name: other
        image: i:1
    """
        .formatted(FILES, policy);
  }

  private List<ImageMount> mounts() {
    return node.engine.configOf(node.engine.running("main")).imageMounts();
  }

  private long pulls() {
    return node.engine.calls().stream().filter(("pullImage " + REFERENCE)::equals).count();
  }

  @Test
  void theImageIsPulledAndMountedWhereTheContainerWantsIt() throws Exception {
    node.apply(pod("IfNotPresent"));
    node.awaitReady("p");
    assertThat(mounts())
        .containsExactly(
            new ImageMount(REFERENCE, "", "/all"), new ImageMount(REFERENCE, "share/doc", "/part"));
    assertThat(node.engine.configOf(node.engine.running("other")).imageMounts()).isEmpty();
    assertThat(node.events)
        .extracting(PodEvent::message)
        .contains("Pulling image \"" + FILES + "\"")
        .anyMatch(m -> m.startsWith("Successfully pulled image \"" + FILES + "\" in "));
  }

  @Test
  void anImageThatCannotBeHadHoldsUpWhoMountsItAlone() throws Exception {
    node.engine.refuseImage(FILES, "the registry does not answer");
    node.apply(pod("IfNotPresent"));
    PodSnapshot pod = node.await("p", TestNode.waiting("main", "ErrImagePull"));
    assertThat(pod.problem()).contains("main: ErrImagePull").contains("registry does not answer");
    node.await("p", p -> TestNode.container(p, "other").ready());
    node.clock.advance(Duration.ofSeconds(5));
    node.await("p", TestNode.waiting("main", "ImagePullBackOff"));
    node.engine.allowImage(FILES);
    node.engine.addImage(FILES, "");
    node.clock.advance(Duration.ofSeconds(5));
    node.awaitReady("p");
    assertThat(mounts()).hasSize(2);
  }

  @Test
  void anImageThatMustNotBePulledHasToBeThere() throws Exception {
    node.apply(pod("Never"));
    node.await("p", TestNode.waiting("main", "ErrImageNeverPull"));
    node.engine.addImage(FILES, "");
    node.clock.advance(Duration.ofSeconds(5));
    node.awaitReady("p");
    assertThat(pulls()).isZero();
  }

  @Test
  void whatWasFoundForThePodServesItsRestartsToo() throws Exception {
    node.apply(pod("Always"));
    node.awaitReady("p");
    node.engine.exit("main", 1);
    node.await("p", TestNode.restarted("main", 1));
    assertThat(pulls()).isEqualTo(1);
    assertThat(mounts()).hasSize(2);
  }
}
