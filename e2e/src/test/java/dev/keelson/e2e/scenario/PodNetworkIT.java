package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods with networks of their own, on a node that has no cluster. */
@SuppressWarnings("NullAway.Init")
class PodNetworkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An image of the machine's busybox, as docker would save it. */
  private static final String IMAGE =
      """
      set -e
      mkdir -p /opt/image/root/bin /opt/image/root/tmp && cd /opt/image
      cp "$(command -v busybox)" root/bin/busybox
      for applet in sh sleep httpd mkdir; do ln -s busybox root/bin/$applet; done
      tar -C root -cf layer.tar .
      printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \\
        "$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" "$(sha256sum layer.tar | cut -d' ' -f1)" >config.json
      echo '[{"Config":"config.json","RepoTags":["localhost/busybox:1"],"Layers":["layer.tar"]}]' >manifest.json
      tar -cf /opt/image.tar config.json manifest.json layer.tar
      """;

  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 1
        containers:
        - name: httpd
          image: localhost/busybox:1
          command: [sh, -c, "echo hello from $IPS >/tmp/index.html; exec httpd -f -p '[::]:80' -h /tmp"]
          env: [{name: IPS, valueFrom: {fieldRef: {fieldPath: status.podIPs}}}]
          ports: [{containerPort: 80, hostPort: 8080}]
          readinessProbe: {httpGet: {path: /index.html, port: 80}, periodSeconds: 1}
      """;

  private static final String HOST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: host}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 1
        containers: [{name: c, image: "localhost/busybox:1", command: [sleep, "1000"]}]
      """;

  private TestNode node;
  private String launcher;

  @BeforeEach
  void start() throws Exception {
    node = TestNode.start();
    launcher = Distribution.ofCheckout().launcher().toString();
    shell(IMAGE);
    node.exec(PATIENCE, launcher, "images", "import", "/opt/image.tar").orFail();
    write("web", WEB);
    write("host", HOST);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
  }

  @Test
  void aPodWaitsForItsNetworkKeepsItAndLeavesNothingOfIt() throws Exception {
    try (RunningCommand runtime = runtime()) {
      awaitReady("host-node-1");
      assertThat(node.exec(PATIENCE, launcher, "status").out())
          .contains("network is not ready: container runtime network not ready")
          .contains("--pod-cidr");
      assertThat(pod("web-node-1").at("/status/phase").asText()).isEqualTo("Pending");
      runtime.kill();
    }
    JsonNode before;
    try (RunningCommand runtime = runtime("--pod-cidr", "10.85.0.0/24,fd00:85::/64")) {
      before = awaitReady("web-node-1");
      String first = before.at("/status/podIPs/0/ip").asText();
      String second = before.at("/status/podIPs/1/ip").asText();
      assertThat(before.at("/status/podIP").asText()).isEqualTo(first).startsWith("10.85.0.");
      assertThat(second).startsWith("fd00:85::");
      assertThat(shell("printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | busybox nc 10.85.0.1 8080"))
          .endsWith("hello from " + first + "," + second);
      runtime.kill();
    }
    try (RunningCommand _ = runtime("--pod-cidr", "10.85.0.0/24,fd00:85::/64")) {
      JsonNode after = awaitReady("web-node-1");
      String container = "/status/containerStatuses/0/containerID";
      assertThat(after.at(container)).isEqualTo(before.at(container));
      assertThat(after.at("/status/podIPs")).isEqualTo(before.at("/status/podIPs"));
      shell("rm /etc/kubernetes/manifests/web.yaml");
      Await.until(PATIENCE, () -> pod("web-node-1"), JsonNode::isMissingNode, "the pod is gone");
      assertThat(
              shell(
                  """
                  ls /var/lib/cni/results
                  ls /var/lib/cni/networks/keelson | grep -v -e lock -e last_reserved
                  ip -o link show type veth | grep keelson0
                  iptables-save | grep -e '-A CNI-[0-9a-f]' -e '-A CNI-DN'
                  ls /var/lib/kubelet/pods | wc -l
                  """))
          .isEqualTo("1");
      node.exec(PATIENCE, launcher, "runtime", "stop", "--pods").orFail();
    }
  }

  @Test
  void aPodWithANetworkOfItsOwnHasNoPortToShareInASurge() throws Exception {
    String surged =
        WEB.replace("name: web}", "name: web, annotations: {keelson.dev/rollout: surge}}")
            .replace(", hostPort: 8080", "");
    write("web", surged);
    try (RunningCommand _ = runtime("--pod-cidr", "10.85.0.0/24")) {
      String before = awaitReady("web-node-1").at("/status/podIP").asText();
      write("web", surged.replace("hello", "welcome"));
      Await.until(
          PATIENCE,
          () -> node.exec(PATIENCE, launcher, "events").out(),
          events -> events.contains("SurgeTookOver"),
          "the successor has taken over");
      assertThat(awaitReady("web-node-1").at("/status/podIP").asText()).isNotEqualTo(before);
      node.exec(PATIENCE, launcher, "runtime", "stop", "--pods").orFail();
    }
  }

  private RunningCommand runtime(String... flags) {
    String[] command = new String[flags.length + 3];
    command[0] = launcher;
    command[1] = "runtime";
    command[2] = "run";
    System.arraycopy(flags, 0, command, 3, flags.length);
    return node.spawn(command);
  }

  private void write(String name, String manifest) throws InterruptedException {
    shell(
        "mkdir -p /etc/kubernetes/manifests; cat >/etc/kubernetes/manifests/"
            + name
            + ".yaml <<'END'\n"
            + manifest
            + "END\n");
  }

  private String shell(String script) throws InterruptedException {
    return node.exec(PATIENCE, "sh", "-c", script).orFail().out();
  }

  /** The pod as the runtime tells; missing where it knows none of that name. */
  private JsonNode pod(String name) throws Exception {
    var answer = node.exec(PATIENCE, launcher, "pods", "-o", "json");
    if (answer.status() == 0) {
      for (JsonNode pod : JSON.readTree(answer.out()).path("items")) {
        if (pod.at("/metadata/name").asText().equals(name)) {
          return pod;
        }
      }
    }
    return JSON.missingNode();
  }

  private JsonNode awaitReady(String name) throws InterruptedException {
    return Await.until(
        PATIENCE,
        () -> pod(name),
        p -> p.at("/status/containerStatuses/0/ready").asBoolean(),
        name + " is ready");
  }
}
