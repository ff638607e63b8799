package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.config.Loading.Flags;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigFlagsTest {
  @Test
  void flagsSayWhatFieldsSay() {
    var result =
        Loading.load(
            Flags.of(
                "kubernetes-version", "1.36.4",
                "apiserver-advertise-address", "192.0.2.77",
                "apiserver-bind-port", "7443",
                "pod-network-cidr", "10.244.0.0/16",
                "service-cidr", "10.97.0.0/16",
                "service-dns-domain", "example.org",
                "control-plane-endpoint", "[2001:db8::1]:8443",
                "sans", "API.example.org,198.51.100.7",
                "node-name", "N2",
                "cert-dir", "/srv/pki",
                "image-repository", "mirror.example.org/k8s",
                "feature-gates", "RootlessControlPlane=false",
                "dry-run", "true",
                "skip-phases", "preflight,addon/coredns",
                "ignore-preflight-errors", "Swap,mem",
                "root-dir", "/srv/x",
                "images", "/a.tar,/b.tar"));
    var spec = result.cluster();

    assertThat(result.dryRun()).isTrue();
    assertThat(result.keelson().rootDir()).isEqualTo(Path.of("/srv/x"));
    assertThat(result.keelson().imageArchives())
        .containsExactly(Path.of("/a.tar"), Path.of("/b.tar"));
    assertThat(spec.kubernetesVersion()).hasToString("v1.36.4");
    assertThat(IpAddresses.text(spec.advertiseAddress())).isEqualTo("192.0.2.77");
    assertThat(spec.bindPort()).isEqualTo(7443);
    assertThat(spec.podSubnets()).extracting(Cidr::toString).containsExactly("10.244.0.0/16");
    assertThat(spec.serviceSubnets()).extracting(Cidr::toString).containsExactly("10.97.0.0/16");
    assertThat(spec.dnsDomain()).isEqualTo("example.org");
    assertThat(spec.controlPlaneEndpoint()).contains(new HostPort("2001:db8::1", 8443));
    assertThat(spec.apiServerCertSans()).containsExactly("api.example.org", "198.51.100.7");
    assertThat(spec.nodeName()).isEqualTo("n2");
    assertThat(spec.certificatesDir()).isEqualTo(Path.of("/srv/pki"));
    assertThat(spec.imageRepository()).isEqualTo("mirror.example.org/k8s");
    assertThat(spec.featureGates()).containsEntry("RootlessControlPlane", false);
    assertThat(spec.skipPhases()).containsExactly("preflight");
    assertThat(spec.ignorePreflightErrors()).containsExactly("mem", "swap");
    assertThat(spec.warnings()).containsExactly("without effect so far: skipPhases addon/coredns");
  }

  @Test
  void besideAFileOnlySomeAreAllowed() {
    var flags =
        Flags.of(
            "service-cidr", "10.97.0.0/16",
            "apiserver-bind-port", "7443",
            "sans", "a",
            "node-name", "n2",
            "dry-run", "true",
            "skip-phases", "certs",
            "ignore-preflight-errors", "all",
            "engine", "embedded");

    assertThat(Loading.problems(flags, Loading.cluster("")))
        .containsExactlyInAnyOrder(
            "--service-cidr: cannot stand beside --config;"
                + " write networking.serviceSubnet in the file's ClusterConfiguration",
            "--apiserver-bind-port: cannot stand beside --config;"
                + " write localAPIEndpoint.bindPort in the file's InitConfiguration",
            "--apiserver-cert-extra-sans: cannot stand beside --config;"
                + " write apiServer.certSANs in the file's ClusterConfiguration");
  }

  @Test
  void theNodeNameFlagWinsOverTheFile() {
    var result =
        Loading.load(
            Flags.of("node-name", "flag"),
            Loading.init("nodeRegistration: {name: file, imagePullPolicy: Never}"));

    assertThat(result.cluster().nodeName()).isEqualTo("flag");
    assertThat(result.cluster().imagePullPolicy()).isEqualTo("Never");
  }

  @Test
  void aBadFlagIsNamed() {
    var flags =
        Flags.of(
            "apiserver-bind-port", "https",
            "pod-network-cidr", "10.96.0.0/16",
            "feature-gates", "RootlessControlPlane",
            "engine", "docker",
            "kubernetes-version", "v1.35.0",
            "ignore-preflight-errors", "all,swap",
            "node-name", "no_name");

    assertThat(Loading.problems(flags))
        .containsExactlyInAnyOrder(
            "--apiserver-bind-port: this is a string where an integer is expected",
            "--pod-network-cidr: the pod subnet 10.96.0.0/16 overlaps the service subnet"
                + " 10.96.0.0/12; choose another range for one",
            "--feature-gates: RootlessControlPlane is not of the form Name=true or Name=false",
            "--engine: docker is not an engine that there is yet; the only one so far is embedded",
            "--kubernetes-version: v1.35.0 cannot be brought up; there are v1.36.x and v1.37.x",
            "--ignore-preflight-errors: all stands alone; drop it, or the others: all, swap",
            "--node-name: no_name is not a DNS name, so it cannot name a node");
  }
}
