package dev.keelson.runtime.engine.embedded.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.Env;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.embedded.oci.BundlePlan.NamespaceEntry;
import dev.keelson.runtime.image.ImageConfig;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BundleConfigTest {
  private static final long ALL = (1L << 41) - 1;
  private static final Path ROOT = Path.of("/run/root");

  @Test
  void commandAndArgumentsFollowTheKubernetesRule() {
    assertThat(args(List.of(), List.of())).containsExactly("/entry", "from-image");
    assertThat(args(List.of(), List.of("a"))).containsExactly("/entry", "a");
    assertThat(args(List.of("/cmd"), List.of())).containsExactly("/cmd");
    assertThat(args(List.of("/cmd"), List.of("a"))).containsExactly("/cmd", "a");
  }

  @Test
  void nothingToRunIsSaid() {
    ImageConfig empty =
        new ImageConfig(List.of(), List.of(), List.of(), "", "", "", List.of(), Map.of());
    BundlePlan plan = plan(config(List.of(), List.of(), List.of(), plain()), empty);
    assertThatThrownBy(() -> BundleConfig.of(plan))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("says what to run");
  }

  @Test
  void laterEnvironmentWinsAndTheProcessIsConfined() {
    JsonNode process = of(config(List.of(), List.of(), List.of(), plain())).path("process");
    assertThat(texts(process.path("env")))
        .containsExactly("PATH=/image/bin", "HOSTNAME=node", "A=mine");
    assertThat(process.path("cwd").asText()).isEqualTo("/work");
    assertThat(process.path("apparmorProfile").asText()).isEqualTo("confined");
  }

  @Test
  void ownMountsReplaceTheSandboxesAndGoFromTheOutsideIn() {
    List<Mount> mounts =
        List.of(
            new Mount(Path.of("/b"), "/data/inner", false, false, Propagation.HOST_TO_CONTAINER),
            new Mount(Path.of("/a"), "/data", true, true, Propagation.NONE),
            new Mount(Path.of("/mine"), "/dev/shm", false, false, Propagation.NONE));
    JsonNode spec = of(config(List.of(), List.of(), mounts, plain()));
    List<String> targets = new ArrayList<>();
    spec.path("mounts").forEach(m -> targets.add(m.path("destination").asText()));
    assertThat(targets)
        .containsExactly(
            "/proc",
            "/dev",
            "/dev/pts",
            "/dev/mqueue",
            "/sys",
            "/sys/fs/cgroup",
            "/data",
            "/data/inner",
            "/dev/shm");
    assertThat(texts(spec.path("mounts").get(6).path("options")))
        .containsExactly("rbind", "rprivate", "ro", "rro");
    assertThat(spec.path("linux").path("rootfsPropagation").asText()).isEqualTo("slave");
  }

  @Test
  void limitsAreWrittenForTheKernel() {
    JsonNode linux = of(config(List.of(), List.of(), List.of(), plain())).path("linux");
    JsonNode resources = linux.path("resources");
    assertThat(resources.path("memory").path("limit").asLong()).isEqualTo(1000);
    assertThat(resources.path("memory").path("swap").asLong()).isEqualTo(1000);
    assertThat(resources.path("cpu").path("shares").asLong()).isEqualTo(102);
    assertThat(resources.path("hugepageLimits").toString())
        .isEqualTo("[{\"pageSize\":\"2MB\",\"limit\":4194304}]");
    assertThat(resources.path("devices").get(0).path("allow").asBoolean()).isFalse();
    assertThat(linux.path("cgroupsPath").asText()).isEqualTo("/kubepods/pod1/c");
    assertThat(linux.path("maskedPaths")).isNotEmpty();
    assertThat(linux.path("seccomp").path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
  }

  @Test
  void privilegedHasAllThatThisProcessHas() {
    JsonNode spec = of(config(List.of(), List.of(), List.of(), security(true)));
    assertThat(texts(spec.path("process").path("capabilities").path("bounding")))
        .hasSize(41)
        .contains("CAP_SYS_ADMIN");
    assertThat(spec.path("linux").path("seccomp").isMissingNode()).isTrue();
    assertThat(spec.path("linux").path("maskedPaths")).isEmpty();
    assertThat(spec.path("linux").path("devices").get(0).path("path").asText())
        .isEqualTo("/dev/fuse");
  }

  private static List<String> args(List<String> command, List<String> args) {
    return texts(of(config(command, args, List.of(), plain())).path("process").path("args"));
  }

  private static JsonNode of(ContainerConfig config) {
    ImageConfig image =
        new ImageConfig(
            List.of("/entry"),
            List.of("from-image"),
            List.of("PATH=/image/bin", "A=image"),
            "/work",
            "",
            "",
            List.of(),
            Map.of());
    return BundleConfig.of(plan(config, image));
  }

  private static BundlePlan plan(ContainerConfig config, ImageConfig image) {
    return new BundlePlan(
        config,
        image,
        ImageUser.ROOT,
        "node",
        List.of(new NamespaceEntry("mount", Optional.empty())),
        ROOT,
        List.of(new Mount(Path.of("/shm"), "/dev/shm", false, false, Propagation.NONE)),
        Optional.of("confined"),
        "/kubepods/pod1/c",
        0,
        ALL,
        false,
        true,
        List.of(new BundlePlan.HugePageLimit("2MB", 4 << 20)),
        List.of(new BundlePlan.Device("/dev/fuse", "c", 10, 229, 0666, 0, 0)));
  }

  private static ContainerConfig config(
      List<String> command, List<String> args, List<Mount> mounts, ContainerSecurity security) {
    Resources resources =
        new Resources(
            OptionalLong.of(102),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(1000),
            OptionalLong.empty(),
            Map.of(),
            -997);
    return new ContainerConfig(
        "c",
        0,
        ImageReference.parse("registry.k8s.io/etcd:1"),
        command,
        args,
        "",
        List.of(new Env("A", "mine")),
        mounts,
        List.of(),
        Path.of("/var/log/pods/c/0.log"),
        false,
        false,
        resources,
        security,
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  private static ContainerSecurity plain() {
    return ContractConfigs.security();
  }

  private static ContainerSecurity security(boolean privileged) {
    return new ContainerSecurity(
        privileged,
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        false,
        List.of(),
        List.of(),
        false,
        false,
        new Seccomp.RuntimeDefault(),
        "",
        false);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(n -> texts.add(n.asText()));
    return texts;
  }
}
