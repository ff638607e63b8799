package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.manifest.PodManifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods are called, and what their hosts file says of it. */
final class PodNamesTest {
  private static final String LONG =
      "a234567890123456789012345678901234567890123456789012345678901-3";

  private static PodManifest pod(String name, String spec) {
    return TestNode.manifest(
        "{apiVersion: v1, kind: Pod, metadata: {name: "
            + name
            + ", uid: u}, spec: {"
            + spec
            + (spec.isEmpty() ? "" : ", ")
            + "containers: [{name: c, image: \"i:1\"}]}}");
  }

  @ParameterizedTest
  @CsvSource({
    "web, '', web-n, web-n",
    "web, 'hostname: other', other, other",
    "web, 'subdomain: sub', web-n, web-n",
    "web, 'subdomain: sub, setHostnameAsFQDN: true', web-n, web-n.sub.default.svc.test",
    "web, 'setHostnameAsFQDN: true', web-n, web-n",
    "web, 'hostname: h, hostnameOverride: a.example', a.example, a.example",
    LONG + ", '', a234567890123456789012345678901234567890123456789012345678901-3, " + LONG
  })
  void theHostnameIsTheKubelets(String name, String spec, String hostname, String ofKernel) {
    PodManifest pod = pod(name, spec);
    PodNames names = PodNames.of(pod, "test");
    assertThat(names.hostname()).isEqualTo(hostname);
    assertThat(names.ofKernel(pod)).isEqualTo(ofKernel);
  }

  @Test
  void aCutNameDoesNotEndInADash() {
    assertThat(PodNames.of(pod(LONG.substring(0, 61) + "--x", ""), "").hostname()).hasSize(61);
  }

  @Test
  void aWholeNameThatIsTooLongIsToldInTheKubeletsWords() {
    PodManifest pod = pod(LONG, "subdomain: sub, setHostnameAsFQDN: true");
    assertThatThrownBy(() -> PodNames.of(pod, "test").ofKernel(pod))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("failed to construct FQDN from pod hostname and cluster domain, FQDN")
        .hasMessageContaining("is too long (64 characters is the max, ");
  }

  @Test
  void theHostsFileKnowsThePodByAllItsAddresses() {
    PodManifest pod =
        pod("web", "subdomain: sub, hostAliases: [{ip: 192.0.2.9, hostnames: [x, y]}]");
    assertThat(
            HostsFile.of(
                pod, PodNames.of(pod, "test"), List.of("10.0.0.2", "fd00::2"), "192.0.2.1\thost\n"))
        .isEqualTo(
            """
            # Kubernetes-managed hosts file.
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::0\tip6-localnet
            fe00::0\tip6-mcastprefix
            fe00::1\tip6-allnodes
            fe00::2\tip6-allrouters
            10.0.0.2\tweb-n.sub.default.svc.test\tweb-n
            fd00::2\tweb-n.sub.default.svc.test\tweb-n

            # Entries added by HostAliases.
            192.0.2.9\tx\ty
            """);
  }

  @Test
  void onTheHostsNetworkTheHostsFileIsTheNodes() {
    PodManifest pod = pod("web", "hostNetwork: true");
    assertThat(HostsFile.of(pod, PodNames.of(pod, ""), List.of("192.0.2.1"), "192.0.2.1\thost\n"))
        .isEqualTo("# Kubernetes-managed hosts file (host network).\n192.0.2.1\thost\n");
  }
}
