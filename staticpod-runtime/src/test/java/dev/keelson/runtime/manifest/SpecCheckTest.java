package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is right by itself and wrong beside the rest of the pod. */
class SpecCheckTest {
  private static PodManifest parse(String spec, String container) {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {%svolumes: [{name: v}], containers: [{name: c, image: i%s}]}}"
            .formatted(spec, container);
    var origin = new ManifestOrigin("file", "/m/p.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(pod.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "volumeMounts: [{name: x, mountPath: /v}]; containers[0].volumeMounts[0].name: there is no volume \"x\"",
        "volumeMounts: [{name: v, mountPath: /v}, {name: v, mountPath: /v}]; /v is mounted twice",
        "volumeMounts: [{name: v, mountPath: /v, mountPropagation: Bidirectional}]; for privileged containers",
        "volumeMounts: [{name: v, mountPath: /v, recursiveReadOnly: Enabled}]; recursiveReadOnly: needs readOnly",
        "volumeMounts: [{name: v, mountPath: '/v:w'}]; mountPath: \"/v:w\" may not hold :",
        "volumeMounts: [{name: v, mountPath: /v, bindMountOptions: [rw]}]; bindMountOptions[0]: is none of noexec, nodev, nosuid",
        "volumeMounts: [{name: v, mountPath: /v, bindMountOptions: [nodev, nodev]}]; bindMountOptions[1]: is there already",
        "lifecycle: {preStop: {sleep: {seconds: 31}}}; containers[0].lifecycle: sleeps for longer",
        "lifecycle: {preStop: {tcpSocket: {port: 1}}}; preStop.tcpSocket: is run as a hook by no kubelet",
        "env: [{name: E, valueFrom: {fileKeyRef: {volumeName: x, path: p, key: k}}}]; fileKeyRef.volumeName: there is no volume",
        "env: [{name: E, valueFrom: {resourceFieldRef: {containerName: x, resource: limits.cpu}}}]; there is no container \"x\"",
        "env: [{name: E, valueFrom: {resourceFieldRef: {resource: limits.gpu}}}]; resource: \"limits.gpu\" is not",
        "env: [{name: E, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1Mi}}}]; divisor: is one of 1m, 1",
        "env: [{name: E, valueFrom: {fieldRef: {fieldPath: metadata.labels}}}]; fieldPath: \"metadata.labels\"",
        "readinessProbe: {terminationGracePeriodSeconds: 3, tcpSocket: {port: 1}}; a readiness probe stops nothing",
        "livenessProbe: {tcpSocket: {port: 1}, grpc: {port: 1}}; exactly one of exec, httpGet, tcpSocket or grpc"
      })
  void isSaidWithItsField(String container, String why) {
    var refusal =
        catchThrowableOfType(
            InvalidManifestException.class, () -> parse("", ", " + container.replace("\"", "")));
    assertThat(refusal.summary()).contains(why);
  }

  @Test
  void anImageVolumeIsMountedAsItIs() {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {volumes: [{name: w, image: {reference: i}}],"
            + " containers: [{name: c, image: i, volumeMounts: [{name: w, mountPath: /w,"
            + " bindMountOptions: [noexec]}]}]}}";
    var origin = new ManifestOrigin("file", "/m/p.yaml", "n", Instant.EPOCH);
    var refusal =
        catchThrowableOfType(
            InvalidManifestException.class,
            () -> ManifestParser.parse(pod.getBytes(StandardCharsets.UTF_8), origin));
    assertThat(refusal.summary()).contains("bindMountOptions: cannot be given for an image");
  }

  @Test
  void commandsOfProbesHaveTheVariablesThatTheManifestItselfSays() {
    PodManifest pod =
        parse(
            "",
            ", env: [{name: A, value: x}, {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}],"
                + " livenessProbe: {exec: {command: [$(A), $(B), $(C), $$(A)]}}");
    assertThat(pod.spec().containers().getFirst().probes().liveness().map(ProbeSpec::action))
        .contains(new Action.Exec(List.of("x", "", "$(C)", "$(A)")));
  }
}
