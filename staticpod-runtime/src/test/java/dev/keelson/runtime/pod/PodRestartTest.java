package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that are started again, or stopped all together. */
class PodRestartTest {
  @TempDir private Path root;
  private TestNode node;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    node.engine.addImage("example/web:1", "");
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  private static String pod(String name, String more) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {hostNetwork: true, %s containers: [{name: %s, image: \"example/web:1\"}]}}"
        .formatted(name, more, name);
  }

  @Test
  void aRestartIsAnotherRunOfTheSamePod() throws Exception {
    node.apply(pod("web", ""));
    String uid = node.awaitReady("web").uid();
    var before = node.engine.running("web");

    assertThat(node.restart("default/web-n")).isTrue();

    PodSnapshot after =
        node.await(
            "web",
            pod ->
                TestNode.ready(pod)
                    && !("memory://" + before.value())
                        .equals(TestNode.container(pod, "web").containerID()));
    assertThat(after.uid()).isEqualTo(uid);
    assertThat(node.engine.listContainers()).hasSize(1);
    assertThat(node.restart("default/none-n")).isFalse();
  }

  @Test
  void podsAreStoppedInTheOrderOfTheirPriorities() throws Exception {
    String critical = "priorityClassName: system-node-critical,";
    node.apply(
        pod("etcd", critical),
        pod("kube-apiserver", critical),
        pod("kube-scheduler", critical),
        pod("important", "priority: 1000,"),
        pod("web", ""));
    for (String name : List.of("etcd", "kube-apiserver", "kube-scheduler", "important", "web")) {
      node.awaitReady(name);
    }
    var removed = removals();

    node.stopAll(Duration.ofSeconds(1));

    assertThat(removed)
        .containsExactly(
            "default/web-n",
            "default/important-n",
            "default/kube-scheduler-n",
            "default/kube-apiserver-n",
            "default/etcd-n");
  }

  /** The full names of the pods that go from now on. */
  private BlockingQueue<String> removals() {
    var removed = new LinkedBlockingQueue<String>();
    node.board.subscribe(
        new PodListener() {
          @Override
          public void changed(PodSnapshot pod) {}

          @Override
          public void removed(PodSnapshot last) {
            removed.add(last.fullName());
          }

          @Override
          public void event(PodEvent event) {}
        });
    return removed;
  }

  @Test
  void whatRunsIsNotStoppedBeforeEverySourceWasRead() throws Exception {
    node.apply(pod("web", ""), pod("file", ""));
    node.awaitReady("web");
    node.awaitReady("file");
    node.restartRuntime();

    node.applyIncomplete(pod("file", ""));
    node.awaitReady("file");
    var removed = removals();
    node.applyIncomplete();
    assertThat(removed.poll(20, TimeUnit.SECONDS)).isEqualTo("default/file-n");
    assertThat(node.engine.running("web")).isNotNull();

    node.apply();
    assertThat(removed.poll(20, TimeUnit.SECONDS)).isEqualTo("default/web-n");
    assertThat(node.engine.listContainers()).isEmpty();
  }
}
