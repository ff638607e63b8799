package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.PodManifest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this node cannot do for a pod is told in the kubelet's words. */
final class AdmissionTest {
  private static final Admission ADMISSION =
      new Admission(List.of("kernel.msg*", "net.core.somaxconn"), false);

  private static PodManifest pod(String spec, String container) {
    return TestNode.manifest(
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {"
            + spec
            + (spec.isEmpty() ? "" : ", ")
            + "containers: [{name: c, image: \"i:1\""
            + container
            + "}]}}");
  }

  private static String sysctl(String name, String spec) {
    String context = "securityContext: {sysctls: [{name: " + name + ", value: \"1\"}]}";
    return ADMISSION
        .refusal(pod(spec.isEmpty() ? context : context + ", " + spec, ""))
        .map(r -> r.reason() + ": " + r.message())
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "net.ipv4.tcp_syncookies, '', ''",
    "net/ipv4/tcp_syncookies, '', ''",
    "kernel.msgmax, '', ''",
    "net.core.somaxconn, '', ''",
    "kernel.panic, '', 'SysctlForbidden: forbidden sysctl: \"kernel.panic\" not allowlisted'",
    "net.ipv4.tcp_syncookies, 'hostNetwork: true', 'SysctlForbidden: forbidden sysctl:"
        + " \"net.ipv4.tcp_syncookies\" not allowed with host Net enabled'",
    "kernel.msgmax, 'hostIPC: true', 'SysctlForbidden: forbidden sysctl: \"kernel.msgmax\" not"
        + " allowed with host IPC enabled'",
    "kernel.msgmax, 'hostNetwork: true', ''"
  })
  void sysctlsAreThoseOfTheListInNamespacesOfThePods(String name, String spec, String refusal) {
    assertThat(sysctl(name, spec)).isEqualTo(refusal);
  }

  @Test
  void aPodThatIsRefusedFailsAndNothingOfItIsMade(@TempDir Path directory) throws Exception {
    try (var node = new TestNode(directory)) {
      node.engine.addImage("i:1", "");
      node.apply(
          "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {securityContext: {sysctls:"
              + " [{name: kernel.panic, value: \"1\"}]}, containers: [{name: c, image:"
              + " \"i:1\"}]}}");
      PodSnapshot pod = node.await("p", p -> p.status().phase().equals("Failed"));
      assertThat(pod.status().reason()).isEqualTo("SysctlForbidden");
      assertThat(pod.status().message())
          .isEqualTo("Pod was rejected: forbidden sysctl: \"kernel.panic\" not allowlisted");
      assertThat(node.engine.listSandboxes()).isEmpty();
      assertThat(node.events).extracting(PodEvent::reason).containsExactly("SysctlForbidden");
    }
  }

  @Test
  void appArmorIsRefusedWhereTheKernelHasNone() {
    var refusal =
        new Admission.Refusal(
            "AppArmor", "Cannot enforce AppArmor: AppArmor is not enabled on the host");
    PodManifest ofPod = pod("securityContext: {appArmorProfile: {type: RuntimeDefault}}", "");
    assertThat(ADMISSION.refusal(ofPod)).contains(refusal);
    assertThat(new Admission(List.of(), true).refusal(ofPod)).isEmpty();
    PodManifest ofContainer =
        pod("", ", securityContext: {appArmorProfile: {type: Localhost, localhostProfile: mine}}");
    assertThat(ADMISSION.refusal(ofContainer)).contains(refusal);
    PodManifest none = pod("securityContext: {appArmorProfile: {type: Unconfined}}", "");
    assertThat(ADMISSION.refusal(none)).isEmpty();
  }
}
