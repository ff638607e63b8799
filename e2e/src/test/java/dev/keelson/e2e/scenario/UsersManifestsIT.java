package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifests that users have, as they have them: pulled by their names, with their networks. */
@SuppressWarnings("NullAway.Init")
class UsersManifestsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> FILES =
      List.of("static-web.yaml", "counter.yaml", "static-pod-demo.json", "in-place.yaml");

  private TestNode node;
  private StaticPods pods;

  @BeforeEach
  void boots() throws Exception {
    node = TestNode.start();
    pods = new StaticPods(node);
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void runVerbatim() throws Exception {
    Path images =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err).debianArchive();
    DockerHub hub = DockerHub.start(node, images);
    try (RunningCommand _ = pods.run("--pod-cidr", "10.85.0.0/24")) {
      for (String file : FILES) {
        pods.put(file, StaticPods.resource("/manifests/" + file));
      }
      servesItsPageAtThePodsAddress();
      hub.awaitPull("library/nginx", "latest");
      printsTheTime("counter-node-1", "(\\d+: \\w{3} .+ \\d{4}\\R?)+");
      keepsTheUidOfTheManifest();
      startsAllAnewInPlaceWithAnImageForAVolume();
      pods.keelson("runtime", "stop", "--pods").orFail();
    }
  }

  private void servesItsPageAtThePodsAddress() throws Exception {
    JsonNode pod = pods.awaitReady("static-web-node-1");
    String address = pod.at("/status/podIP").asText();
    assertThat(address).startsWith("10.85.0.");
    assertThat(pod.at("/metadata/labels/role").asText()).isEqualTo("myrole");
    assertThat(pod.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo("Always");
    assertThat(pod.at("/status/containerStatuses/0/image").asText())
        .isEqualTo("docker.io/library/nginx:latest");
    assertThat(node.exec(PATIENCE, "curl", "--silent", "http://" + address + "/").orFail().out())
        .contains("<title>Welcome to nginx!</title>");
    Await.until(
        PATIENCE,
        () -> pods.keelson("logs", "static-web").out(),
        log -> log.contains("\"GET / HTTP/1.1\" 200"),
        "nginx logged the request");
  }

  private void printsTheTime(String pod, String lines) throws Exception {
    pods.awaitReady(pod);
    Await.until(
        PATIENCE,
        () -> pods.keelson("logs", pod).out(),
        log -> log.matches(lines),
        pod + " printed the time");
  }

  private void keepsTheUidOfTheManifest() throws Exception {
    String uid = "0cbc55fa-5b4e-4a3c-9a8d-4f2f1c6f7e21";
    printsTheTime("static-pod-demo-node-1", "(\\w{3} .+ \\d{4}\\R?)+");
    JsonNode pod = pods.pod("static-pod-demo-node-1");
    assertThat(pod.at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(pod.at("/metadata/annotations/kubernetes.io~1config.hash").asText()).isEqualTo(uid);
    assertThat(node.path("/var/log/pods/default_static-pod-demo-node-1_" + uid + "/demo/0.log"))
        .exists();
  }

  private void startsAllAnewInPlaceWithAnImageForAVolume() throws Exception {
    JsonNode pod =
        pods.await(
            "in-place-node-1",
            p -> p.at("/status/containerStatuses/1/restartCount").asInt() == 1 && ready(p),
            "is ready again");
    assertThat(pod.at("/status/initContainerStatuses/0/restartCount").asInt()).isEqualTo(1);
    assertThat(pod.at("/status/containerStatuses").findValuesAsText("restartCount"))
        .containsExactly("1", "1");
    assertThat(pod.at("/status/containerStatuses/0/lastState/terminated/reason").asText())
        .isEqualTo("RestartingAllContainers");
    Await.until(
        PATIENCE,
        () -> pods.keelson("logs", "in-place", "-c", "main").out(),
        log ->
            log.contains("rounds: 2, storage: 16, 1 server")
                && log.contains("touch: /settings/new: Read-only file system"),
        "main printed what it has");
  }

  private static boolean ready(JsonNode pod) {
    return pod.at("/status/containerStatuses").findValuesAsText("ready").stream()
        .allMatch("true"::equals);
  }
}
