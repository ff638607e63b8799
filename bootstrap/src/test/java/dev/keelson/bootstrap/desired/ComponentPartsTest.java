package dev.keelson.bootstrap.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentPartsTest {
  private static final Path FILE = Path.of("/etc/kubernetes/pki/x.crt");

  @ParameterizedTest
  @EnumSource
  void everyManifestCarriesItsRevision(Component component) {
    var part = part(component, spec(""), facts(""), List.of(), List.of());

    assertThat(part.name()).isEqualTo(component.podName());
    assertThat(annotations(part).get("keelson.dev/revision")).asString().matches("[0-9a-f]{64}");
    assertThat(part(component, spec(""), facts(""), List.of(), List.of())).isEqualTo(part);
  }

  @ParameterizedTest
  @EnumSource
  void etcdAloneIsRecreated(Component component) {
    var part = part(component, spec(""), facts(""), List.of(), List.of());
    var manifest = part.files().getLast().content().utf8();

    if (component == Component.ETCD) {
      assertThat(annotations(part)).doesNotContainKey("keelson.dev/rollout");
      assertThat(manifest).doesNotContain("permit-port-sharing");
    } else {
      assertThat(annotations(part)).containsEntry("keelson.dev/rollout", "surge");
      assertThat(manifest).contains("    - \"--permit-port-sharing=true\"\n");
    }
  }

  @Test
  void aSingleMemberElectsItselfSooner() {
    assertThat(etcd("")).contains("--election-timeout=500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: initial-cluster, value: 'a=https://192.0.2.1:2380,n=https://192.0.2.10:2380'",
        "name: initial-cluster-state, value: existing",
        "name: heartbeat-interval, value: '200'"
      })
  void whoHasThoughtOfMembersOrElectionsHasEtcdsOwnTimes(String argument) {
    assertThat(etcd("etcd: {local: {extraArgs: [{" + argument + "}]}}"))
        .doesNotContain("--election-timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "ETCD_ELECTION_TIMEOUT, --election-timeout",
    "ETCD_HEARTBEAT_INTERVAL, --election-timeout",
    "ETCD_SOCKET_REUSE_PORT, --socket-reuse-port"
  })
  void etcdIsNotToldByAFlagWhatAVariableTells(String variable, String flag) {
    String manifest = etcd("etcd: {local: {extraEnvs: [{name: " + variable + ", value: '200'}]}}");

    assertThat(manifest).contains(variable).doesNotContain(flag);
  }

  private static String etcd(String fields) {
    var part = part(Component.ETCD, spec(fields), facts(""), List.of(), List.of());
    return part.files().getLast().content().utf8();
  }

  @Test
  void anotherByteInAFileThatIsReadIsAnotherRevision() {
    var one = List.of(PartFile.readable(FILE, Bytes.utf8("one")));
    var two = List.of(PartFile.readable(FILE, Bytes.utf8("two")));
    var plain = revision(List.of(), List.of());

    assertThat(revision(one, List.of())).isNotEqualTo(plain).isNotEqualTo(revision(two, List.of()));
    assertThat(revision(List.of(), one)).isEqualTo(revision(one, List.of()));
  }

  @Test
  void anotherByteInAUsersFileIsAnotherRevisionOfItsReaderAlone() {
    var config =
        "apiServer: {extraVolumes: [{name: a, hostPath: /a, mountPath: /a, pathType: File}]}";

    assertThat(revision(Component.KUBE_APISERVER, config, "1"))
        .isNotEqualTo(revision(Component.KUBE_APISERVER, config, "2"));
    assertThat(revision(Component.KUBE_SCHEDULER, config, "1"))
        .isEqualTo(revision(Component.KUBE_SCHEDULER, config, "2"));
  }

  @Test
  void ownFilesComeBeforeTheManifestAndSharedOnesAreNotInThePart() {
    var own = PartFile.secret(FILE, Bytes.utf8("own"));
    var shared = PartFile.secret(Path.of("/etc/kubernetes/pki/ca.key"), Bytes.utf8("shared"));
    var part = part(Component.ETCD, spec(""), facts(""), List.of(own), List.of(shared));

    assertThat(part.files())
        .extracting(PartFile::path)
        .containsExactly(FILE, Path.of("/etc/kubernetes/manifests/etcd.yaml"));
    assertThat(part.directories())
        .containsExactly(
            new PartDirectory(Path.of("/etc/kubernetes"), 0755, Owner.ROOT),
            new PartDirectory(Path.of("/etc/kubernetes/manifests"), 0700, Owner.ROOT),
            new PartDirectory(Path.of("/var/lib/etcd"), 0700, Owner.ROOT));
  }

  @Test
  void anExternalEtcdHasNoPart() {
    var spec = spec("etcd: {external: {endpoints: ['https://192.0.2.9:2379']}}");

    assertThatThrownBy(() -> part(Component.ETCD, spec, facts(""), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheImagesOfEachRelease() {
    assertThat(Images.of(spec("")))
        .containsExactly(
            "registry.k8s.io/etcd:3.7.0-0",
            "registry.k8s.io/kube-apiserver:v1.37.1",
            "registry.k8s.io/kube-controller-manager:v1.37.1",
            "registry.k8s.io/kube-scheduler:v1.37.1");
    assertThat(Images.of(spec("{kubernetesVersion: v1.36.4, imageRepository: r.example.org/x}")))
        .containsExactly(
            "r.example.org/x/etcd:3.6.8-0",
            "r.example.org/x/kube-apiserver:v1.36.4",
            "r.example.org/x/kube-controller-manager:v1.36.4",
            "r.example.org/x/kube-scheduler:v1.36.4");
    assertThat(Images.pause(spec(""))).isEqualTo("registry.k8s.io/pause:3.10.2");
  }

  private static String revision(List<PartFile> own, List<PartFile> shared) {
    return revision(part(Component.KUBE_APISERVER, spec(""), facts(""), own, shared));
  }

  private static String revision(Component component, String config, String hash) {
    return revision(part(component, spec(config), facts(hash), List.of(), List.of()));
  }

  private static String revision(Part part) {
    return String.valueOf(annotations(part).get("keelson.dev/revision"));
  }

  private static Part part(
      Component component,
      ClusterSpec spec,
      HostFacts facts,
      List<PartFile> own,
      List<PartFile> shared) {
    return ComponentParts.of(component, spec, NodeLayout.standard(), facts, own, shared);
  }

  private static HostFacts facts(String hash) {
    return new HostFacts(false, List.of(), new TreeMap<>(Map.of(Path.of("/a"), hash)));
  }

  private static Map<String, Object> annotations(Part part) {
    var manifest = KubeadmManifests.parse(part.files().getLast().content().utf8());
    return KubeadmManifests.mapping(
        KubeadmManifests.mapping(Objects.requireNonNull(manifest), "metadata"), "annotations");
  }

  private static ClusterSpec spec(String fields) {
    var head = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";
    var text =
        fields.startsWith("{")
            ? head + fields.substring(1, fields.length() - 1).replace(", ", "\n")
            : head + fields;
    var facts = new NodeFacts("n", IpAddresses.parse("192.0.2.10"), Map.of());
    return ConfigLoader.load(List.of(new ConfigFile("k", text)), InitFlags.NONE, facts).cluster();
  }
}
