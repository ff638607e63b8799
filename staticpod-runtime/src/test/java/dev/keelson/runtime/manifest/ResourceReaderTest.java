package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests, limits, sysctls: what is taken, set and refused. */
final class ResourceReaderTest {
  private static PodManifest pod(String spec, String container) {
    String text =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {"
            + spec
            + (spec.isEmpty() ? "" : ", ")
            + "containers: [{name: c, image: \"i:1\", "
            + container
            + "}]}}";
    var origin = new ManifestOrigin("file", "/m/x.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "'{requests: {nvidia.com/gpu: 1}}', spec.containers[0].resources.requests.nvidia.com/gpu",
    "'{limits: {ephemeral-storage: 1Gi}, requests: {ephemeral-storage: 2Gi}}',"
        + " spec.containers[0].resources.requests.ephemeral-storage",
    "'{limits: {cpu: 1}, requests: {cpu: 2}}', spec.containers[0].resources.requests.cpu",
    "'{limits: {cpu: 1}, requests: none}', spec.containers[0].resources.requests"
  })
  void whatCannotBeKeptIsRefusedByName(String resources, String field) {
    assertThat(refused("", "resources: " + resources)).contains(field);
  }

  @Test
  void storageIsTakenAndEvictsNoStaticPod() {
    PodManifest pod = pod("", "resources: {limits: {ephemeral-storage: 1Gi}}");
    ResourceSpec resources = pod.spec().containers().getFirst().resources();
    assertThat(resources.limit("ephemeral-storage")).contains(Quantity.parse("1Gi"));
    assertThat(resources.request("ephemeral-storage")).contains(Quantity.parse("1Gi"));
    assertThat(QosClass.of(pod.spec())).isEqualTo(QosClass.BEST_EFFORT);
  }

  @Test
  void requestsOfThePodAreSetAsTheApiSetsThem() {
    PodManifest pod =
        pod("resources: {limits: {cpu: 2, memory: 1Gi}}", "resources: {requests: {memory: 64Mi}}");
    ResourceSpec whole = pod.spec().resources().orElseThrow();
    assertThat(whole.request("cpu")).contains(Quantity.parse("2"));
    assertThat(whole.request("memory").orElseThrow().units()).isEqualTo(64 << 20);
    assertThat(pod.document().at("/spec/resources/requests/memory").asText()).isEqualTo("67108864");
  }

  @Test
  void thePodHasRoomForItsContainers() {
    assertThat(
            refused(
                "resources: {requests: {memory: 1Mi}, limits: {memory: 2Mi}}",
                "resources: {requests: {memory: 2Mi}}"))
        .contains("spec.resources.requests.memory");
    assertThat(refused("resources: {limits: {ephemeral-storage: 1Gi}}", "stdin: false"))
        .contains("spec.resources.limits.ephemeral-storage");
  }

  @Test
  void sysctlsComeWithDotsOrSlashes() {
    PodManifest pod =
        pod(
            "securityContext: {sysctls: [{name: net/ipv4/conf/eth0.5/rp_filter, value: \"1\"},"
                + " {name: net.ipv4.tcp_syncookies, value: \"1\"}]}",
            "stdin: false");
    assertThat(pod.spec().security().sysctls())
        .isEqualTo(Map.of("net.ipv4.conf.eth0/5.rp_filter", "1", "net.ipv4.tcp_syncookies", "1"));
    assertThat(
            refused(
                "securityContext: {sysctls: [{name: a.b, value: \"1\"}, {name: a/b, value:"
                    + " \"2\"}]}",
                "stdin: false"))
        .contains("spec.securityContext.sysctls[1].name");
    assertThat(refused("securityContext: {sysctls: [{name: ../a, value: \"1\"}]}", "stdin: false"))
        .contains("spec.securityContext.sysctls[0].name");
  }

  private static Iterable<String> refused(String spec, String container) {
    return catchThrowableOfType(InvalidManifestException.class, () -> pod(spec, container))
        .problems()
        .stream()
        .map(ManifestProblem::field)
        .toList();
  }
}
