package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.PodVolumes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest's words become for the kernel and for the process. */
class ContainerConfigsTest {
  private static final long MEMORY = 1L << 30;
  private static final NodeCapacity NODE = new NodeCapacity(3, MEMORY, 1L << 40);

  private static PodManifest pod(String spec, String container) {
    return TestNode.manifest(
        "{apiVersion: v1, kind: Pod, metadata: {name: p, uid: u}, spec: {"
            + spec
            + (spec.isEmpty() ? "" : ", ")
            + "containers: [{name: c, image: \"i:1\", "
            + container
            + "}]}}");
  }

  private static PodVolumes volumes(PodFields fields) {
    return new PodVolumes(PodDirectory.of(Path.of("/none"), "u"), fields);
  }

  private static NodeSettings node() {
    Path root = Path.of("/");
    return new NodeSettings(
        "n",
        List.of(),
        root,
        root,
        Path.of("/profiles"),
        root,
        root,
        root,
        NODE,
        KubeletSettings.defaults(new RuntimePaths(root)));
  }

  private static ContainerSpec only(PodManifest pod) {
    return pod.spec().containers().getFirst();
  }

  private static Resources resources(String spec, String requested) {
    PodManifest pod = pod(spec, "resources: " + requested);
    return ResourceConfigs.ofContainer(pod.spec(), only(pod), node());
  }

  @Test
  void resourcesBecomeCgroupFiguresAsTheKubelets() {
    Resources burstable =
        resources("", "{requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: 1.5}}");
    assertThat(burstable.cpuShares()).hasValue(256);
    assertThat(burstable.cpuQuotaMicros()).hasValue(150_000);
    assertThat(burstable.memoryLimitBytes()).isEmpty();
    assertThat(burstable.oomScoreAdj()).isEqualTo(750);
    Resources guaranteed = resources("", "{limits: {cpu: 1m, memory: 64Mi}}");
    assertThat(guaranteed.cpuShares()).hasValue(2);
    assertThat(guaranteed.cpuQuotaMicros()).hasValue(1_000);
    assertThat(guaranteed.memoryLimitBytes()).hasValue(64 << 20);
    assertThat(guaranteed.oomScoreAdj()).isEqualTo(-997);
    assertThat(resources("", "{}").oomScoreAdj()).isEqualTo(1000);
    assertThat(resources("priorityClassName: system-node-critical", "{}").oomScoreAdj())
        .isEqualTo(-997);
  }

  @Test
  void thePodsOwnLimitsHoldForContainersWithoutThem() {
    String whole = "resources: {limits: {cpu: 2, memory: 256Mi}, requests: {memory: 128Mi}}";
    Resources container = resources(whole, "{requests: {memory: 64Mi}}");
    assertThat(container.cpuQuotaMicros()).hasValue(200_000);
    assertThat(container.cpuShares()).hasValue(2048);
    assertThat(container.memoryLimitBytes()).hasValue(256 << 20);
    // 1 GiB of memory: 64 Mi of its own, and 64 Mi that the pod requests beyond its containers.
    assertThat(container.oomScoreAdj()).isEqualTo(875);
    PodManifest pod = pod(whole, "resources: {requests: {memory: 64Mi}}");
    Resources ofPod = ResourceConfigs.ofPod(pod.spec(), node());
    assertThat(ofPod.memoryLimitBytes()).hasValue(256 << 20);
    assertThat(ofPod.cpuQuotaMicros()).hasValue(200_000);
    assertThat(ResourceConfigs.cgroupParent(pod)).isEqualTo("/kubepods/burstable/podu");
    PodManifest guaranteed = pod("resources: {limits: {cpu: 1, memory: 1Gi}}", "stdin: false");
    assertThat(ResourceConfigs.cgroupParent(guaranteed)).isEqualTo("/kubepods/podu");
  }

  @Test
  void sidecarsCountBesideTheOthersAndAreKilledNoSooner() {
    PodManifest pod =
        pod(
            "initContainers: [{name: s, image: \"i:1\", restartPolicy: Always, resources:"
                + " {requests: {cpu: 1}}},{name: i, image: \"i:1\", resources: {requests: {cpu:"
                + " 3}}}]",
            "resources: {requests: {cpu: 1, memory: 256Mi}}");
    assertThat(ResourceConfigs.ofPod(pod.spec(), node()).cpuShares()).hasValue(4096);
    ContainerSpec sidecar = pod.spec().initContainers().getFirst();
    assertThat(ResourceConfigs.ofContainer(pod.spec(), sidecar, node()).oomScoreAdj())
        .isEqualTo(750);
  }

  @Test
  void aPodIsBoundedWhereAllItsContainersAre() {
    String bounded = "resources: {limits: {cpu: 1, memory: 64Mi}}";
    PodManifest all = pod("initContainers: [{name: i, image: \"i:1\", " + bounded + "}]", bounded);
    assertThat(ResourceConfigs.ofPod(all.spec(), node()).memoryLimitBytes()).hasValue(64 << 20);
    PodManifest one = pod("initContainers: [{name: i, image: \"i:1\"}]", bounded);
    assertThat(ResourceConfigs.ofPod(one.spec(), node()).memoryLimitBytes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', /kubepods/besteffort/podu",
    "'{requests: {cpu: 1}}', /kubepods/burstable/podu",
    "'{limits: {cpu: 1, memory: 1Gi}}', /kubepods/podu"
  })
  void theCgroupFollowsTheQosClass(String resources, String cgroup) {
    assertThat(ResourceConfigs.cgroupParent(pod("", "resources: " + resources))).isEqualTo(cgroup);
  }

  @ParameterizedTest
  @CsvSource({
    "$(A), one",
    "x$(A)y, xoney",
    "$$(A), $(A)",
    "$(NO), $(NO)",
    "$A, $A",
    "'$(A', '$(A'",
    "$, $",
    "$$$(A), $one",
    "$(B), one-two"
  })
  void variablesAreExpandedAsKubernetesDoes(String text, String expanded) {
    PodManifest pod =
        pod("", "env: [{name: A, value: one}, {name: B, value: $(A)-two}, {name: C, value: x}]");
    var fields = new PodFields(pod, "n", List.of(), List.of(), NODE);
    assertThat(new Variables(only(pod), fields, volumes(fields)).expand(text)).isEqualTo(expanded);
  }

  @Test
  void fieldsAndResourcesOfThePodBecomeVariables() {
    PodManifest pod =
        pod(
            "",
            "resources: {limits: {memory: 64Mi}}, env: [{name: NAME, valueFrom: {fieldRef:"
                + " {fieldPath: metadata.name}}},{name: NODE, valueFrom: {fieldRef: {fieldPath:"
                + " spec.nodeName}}},{name: IPS, valueFrom: {fieldRef: {fieldPath:"
                + " status.podIPs}}},{name: MEM, valueFrom: {resourceFieldRef: {resource:"
                + " limits.memory, divisor: 1Mi}}},{name: CPU, valueFrom: {resourceFieldRef:"
                + " {resource: limits.cpu}}},{name: DISK, valueFrom: {resourceFieldRef:"
                + " {resource: limits.ephemeral-storage, divisor: 1Gi}}}]");
    var fields = new PodFields(pod, "n", List.of(), List.of("10.0.0.1", "fd00::1"), NODE);
    assertThat(new Variables(only(pod), fields, volumes(fields)).environment())
        .extracting(e -> e.name() + "=" + e.value())
        .containsExactly(
            "NAME=p-n", "NODE=n", "IPS=10.0.0.1,fd00::1", "MEM=64", "CPU=3", "DISK=1024");
  }

  private static ContainerSecurity security(String pod, String container) {
    PodManifest manifest = pod("securityContext: " + pod, "securityContext: " + container);
    return SecurityConfigs.of(manifest.spec().security(), only(manifest).security(), node());
  }

  @Test
  void theContainersSecurityContextGoesBeforeThePods() {
    ContainerSecurity both =
        security(
            "{runAsUser: 1, runAsGroup: 2, fsGroup: 3, seccompProfile: {type: RuntimeDefault}}",
            "{runAsUser: 9, allowPrivilegeEscalation: false, capabilities: {add: [NET_ADMIN]}}");
    assertThat(both.user()).hasValue(9);
    assertThat(both.group()).hasValue(2);
    assertThat(both.supplementalGroups()).containsExactly(3);
    assertThat(both.noNewPrivileges()).isTrue();
    assertThat(both.addCapabilities()).containsExactly("NET_ADMIN");
    assertThat(both.seccomp()).isEqualTo(new Seccomp.RuntimeDefault());
    assertThat(security("{}", "{}").seccomp()).isEqualTo(new Seccomp.Unconfined());
    assertThat(security("{seccompProfile: {type: RuntimeDefault}}", "{privileged: true}").seccomp())
        .isEqualTo(new Seccomp.Unconfined());
    assertThat(
            security("{}", "{seccompProfile: {type: Localhost, localhostProfile: a.json}}")
                .seccomp())
        .isEqualTo(new Seccomp.Localhost(Path.of("/profiles/a.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "0, true",
    "root, true",
    "1000:1000, false",
    "1000, false",
    "nobody, true"
  })
  void whoMustNotBeRootIsRefusedWhereTheImageSaysNothingElse(String user, boolean refused) {
    PodManifest pod = pod("securityContext: {runAsNonRoot: true}", "stdin: false");
    assertThat(
            SecurityConfigs.rootRefusal(pod, only(pod), new ImageInfo("sha256:1", user, 1))
                .isPresent())
        .isEqualTo(refused);
  }
}
