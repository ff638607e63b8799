package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.node.NodeLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigDefaultsTest {
  @Test
  void everythingHasADefault() {
    var result = Loading.load();
    var spec = result.cluster();

    assertThat(result.dryRun()).isFalse();
    assertThat(result.keelson()).isEqualTo(new KeelsonSpec("embedded", Path.of("/"), List.of()));
    assertThat(spec.kubernetesVersion()).hasToString("v1.37.1");
    assertThat(spec.clusterName()).isEqualTo("kubernetes");
    assertThat(spec.nodeName()).isEqualTo("node1");
    assertThat(spec.taints())
        .containsExactly(new Taint("node-role.kubernetes.io/control-plane", "", "NoSchedule"));
    assertThat(IpAddresses.text(spec.advertiseAddress())).isEqualTo("192.0.2.10");
    assertThat(spec.bindPort()).isEqualTo(6443);
    assertThat(spec.controlPlaneEndpoint()).isEmpty();
    assertThat(spec.serviceSubnets()).extracting(Cidr::toString).containsExactly("10.96.0.0/12");
    assertThat(spec.podSubnets()).isEmpty();
    assertThat(spec.dnsDomain()).isEqualTo("cluster.local");
    assertThat(spec.etcd())
        .isEqualTo(
            new EtcdSpec.Local(
                Optional.empty(),
                Optional.empty(),
                Path.of("/var/lib/etcd"),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    assertThat(List.of(spec.apiServer(), spec.controllerManager(), spec.scheduler()))
        .containsOnly(ComponentSpec.NONE);
    assertThat(spec.apiServerCertSans()).isEmpty();
    assertThat(spec.certificatesDir()).isEqualTo(NodeLayout.standard().pki());
    assertThat(spec.imageRepository()).isEqualTo("registry.k8s.io");
    assertThat(spec.imagePullPolicy()).isEqualTo("IfNotPresent");
    assertThat(spec.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithm.RSA_2048);
    assertThat(spec.certificateValidity()).isEqualTo(Duration.ofDays(365));
    assertThat(spec.caCertificateValidity()).isEqualTo(Duration.ofDays(3650));
    assertThat(spec.featureGates()).isEmpty();
    assertThat(spec.timeouts()).isEqualTo(Timeouts.DEFAULTS);
    assertThat(spec.ignorePreflightErrors()).isEmpty();
    assertThat(spec.skipPhases()).isEmpty();
    assertThat(spec.warnings()).isEmpty();
  }

  @Test
  void readsWhatKubeadmPrintsAsItsDefaults() {
    var file = ConfigFile.load(Path.of("src/test/resources/config/init-defaults.yaml"));
    var spec = ConfigLoader.load(List.of(file), InitFlags.NONE, Loading.MACHINE).cluster();

    assertThat(spec.nodeName()).isEqualTo("node");
    assertThat(spec.kubernetesVersion()).hasToString("v1.37.0");
    assertThat(spec.taints()).hasSize(1);
    assertThat(spec.warnings())
        .containsExactly(
            "without effect so far: KubeletConfiguration, KubeProxyConfiguration,"
                + " timeouts.kubeletHealthCheck, timeouts.tlsBootstrap, timeouts.discovery,"
                + " timeouts.upgradeManifests, bootstrapTokens, nodeRegistration.criSocket,"
                + " nodeRegistration.imagePullSerial");
  }

  @Test
  void aRootDirectoryMovesTheDefaultPlaces() {
    var result = Loading.load(Loading.keelson("rootDir: /srv/one"));

    assertThat(result.keelson().layout().manifests())
        .isEqualTo(Path.of("/srv/one/etc/kubernetes/manifests"));
    assertThat(result.cluster().certificatesDir())
        .isEqualTo(Path.of("/srv/one/etc/kubernetes/pki"));
    assertThat(result.cluster().etcd())
        .isInstanceOfSatisfying(
            EtcdSpec.Local.class,
            etcd -> assertThat(etcd.dataDir()).isEqualTo(Path.of("/srv/one/var/lib/etcd")));
  }

  @Test
  void proxyVariablesGoToTheControlPlaneBeforeTheUsersOwn() {
    var facts =
        new NodeFacts(
            "n",
            IpAddresses.parse("192.0.2.10"),
            Map.of("HTTPS_PROXY", "p", "no_proxy", "", "HOME", "/root"));
    var spec = ConfigLoader.load(List.of(), InitFlags.NONE, facts).cluster();

    assertThat(spec.apiServer().extraEnvs()).containsExactly(EnvVar.of("HTTPS_PROXY", "p"));
    assertThat(spec.scheduler().extraEnvs()).containsExactly(EnvVar.of("HTTPS_PROXY", "p"));
  }

  @Test
  void anEmptyListOfTaintsIsNone() {
    assertThat(Loading.load(Loading.init("nodeRegistration: {taints: []}")).cluster().taints())
        .isEmpty();
  }

  @Test
  void theEndpointTakesTheBindPort() {
    var result =
        Loading.load(
            Loading.init("localAPIEndpoint: {bindPort: 7443}"),
            Loading.cluster("controlPlaneEndpoint: api.example.org"));

    assertThat(result.cluster().controlPlaneEndpoint())
        .contains(new HostPort("api.example.org", 7443));
  }

  @Test
  void stableIsTheNewestThatIsKnown() {
    var spec = Loading.load(Loading.cluster("kubernetesVersion: stable-1.36")).cluster();

    assertThat(spec.kubernetesVersion()).hasToString("v1.36.4");
    assertThat(spec.warnings())
        .containsExactly(
            "stable-1.36 is taken as v1.36.4, the newest known here; nothing is looked up");
  }

  @Test
  void jsonIsReadToo() {
    var document =
        "{\"apiVersion\": \"kubeadm.k8s.io/v1beta4\", \"kind\": \"ClusterConfiguration\","
            + " \"clusterName\": \"blue\"}";

    assertThat(Loading.load(document).cluster().clusterName()).isEqualTo("blue");
  }
}
