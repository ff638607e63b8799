package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.PodManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node's huge pages are promised once. */
final class HugePageClaimsTest {
  private static final String REFUSED =
      "Unexpected error while attempting to recover from admission failure: preemption: error"
          + " finding a set of pods to preempt: no set of running pods found to reclaim resources:"
          + " [(res: hugepages-2Mi, q: 2097152), ]";

  @TempDir Path directory;

  private static String pod(String name, String pages) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {containers: [{name: c, image: \"i:1\", resources: {limits: {cpu: 1,"
        + " hugepages-2Mi: "
        + pages
        + "}}}]}}";
  }

  private static void setAside(Path root, int pages) throws IOException {
    Path of = Files.createDirectories(root.resolve("hugepages/hugepages-2048kB"));
    Files.writeString(of.resolve("nr_hugepages"), pages + "\n");
  }

  @Test
  void whatOnePodHasNoOtherGets() throws IOException {
    setAside(directory, 3);
    var claims = new HugePageClaims(directory.resolve("hugepages"));
    PodManifest first = TestNode.manifest(pod("a", "4Mi"));
    PodManifest second = TestNode.manifest(pod("b", "4Mi"));
    assertThat(claims.claim(first)).isEmpty();
    assertThat(claims.claim(first)).isEmpty();
    assertThat(claims.claim(second))
        .contains(new HugePageClaims.Shortage("hugepages-2Mi", 2 << 20));
    claims.release(first.uid());
    assertThat(claims.claim(second)).isEmpty();
    assertThat(claims.claim(TestNode.manifest(pod("c", "0")))).isEmpty();
  }

  @Test
  void aPodForWhichThereAreTooFewIsRefusedAsTheKubeletRefusesIt() throws Exception {
    setAside(directory, 1);
    try (var node = new TestNode(directory)) {
      node.engine.addImage("i:1", "");
      node.apply(pod("p", "4Mi"));
      PodSnapshot pod = node.await("p", p -> p.status().phase().equals("Failed"));
      assertThat(pod.status().reason()).isEqualTo("UnexpectedAdmissionError");
      assertThat(pod.status().message()).isEqualTo("Pod was rejected: " + REFUSED);
      assertThat(node.engine.listSandboxes()).isEmpty();
    }
  }
}
