package dev.keelson.e2e.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the kernel of an ordinary machine holds a container to: cgroup v2 and AppArmor. */
@ResourceLock(SharedGuest.LOCK)
@ExtendWith(SharedGuest.class)
class GuestConfinementIT {
  private static final String PROFILE =
      """
      profile keelson-guest flags=(attach_disconnected, mediate_deleted) {
        file,
        signal,
        network,
        capability,
        deny /tmp/denied w,
      }
      """;

  /** Ready once the pages beyond the limit were refused. */
  private static final String PAGED =
      """
      resources: {limits: {memory: 32Mi, hugepages-2Mi: 4Mi}}
          volumeMounts: [{name: pages, mountPath: /pages}]
          readinessProbe:
            exec: {command: [/bin/busybox, test, -s, /tmp/refused]}
            periodSeconds: 1
            timeoutSeconds: 60
      """;

  private final GuestNode node;

  GuestConfinementIT(GuestNode node) {
    this.node = node;
  }

  @Test
  void theMachineHasWhatATestNodeHasNot() throws Exception {
    assertThat(node.shell("stat -f -c %T /sys/fs/cgroup")).isEqualTo("cgroup2fs");
    assertThat(node.shell("cat /sys/module/apparmor/parameters/enabled")).isEqualTo("Y");
    assertThat(node.shell("cat /proc/1/comm")).isEqualTo("systemd");
  }

  @Test
  void limitsAreThoseOfCgroupV2() throws Exception {
    GuestPod pod =
        GuestPod.of("limited")
            .container("resources: {requests: {cpu: 100m}, limits: {cpu: 200m, memory: 32Mi}}");
    node.apply(pod);
    String container = cgroup(node.awaitProcess(pod));
    String tree = node.shell("dirname " + container);
    assertThat(tree).startsWith("/sys/fs/cgroup/kubepods/burstable/pod");
    assertThat(values(container, "memory.max", "cpu.max")).isEqualTo("33554432\n20000 100000");
    assertThat(values(tree, "memory.max", "cpu.max", "pids.max"))
        .isEqualTo("33554432\n20000 100000\n100");
    // The kubelet's own scale for a pod, by its getCPUWeight.
    assertThat(values(tree, "cpu.weight")).isEqualTo("4");
    String classes = "/sys/fs/cgroup/kubepods";
    assertThat(values(classes, "cpu.weight")).as("of one processor").isEqualTo("39");
    assertThat(values(classes + "/burstable", "cpu.weight")).isEqualTo("4");
    node.delete(pod);
    node.shell("while [ -e " + tree + " ]; do sleep 0.2; done");
  }

  @Test
  void hugePagesAreNoMoreThanRequested() throws Exception {
    node.shell("echo 4 > /proc/sys/vm/nr_hugepages; grep -x 4 /proc/sys/vm/nr_hugepages");
    String write = "/bin/busybox fallocate -l 4M /pages/4M; /bin/busybox fallocate -l 2M /pages/2M";
    GuestPod pod =
        GuestPod.of("paged")
            .first(write + " 2> /tmp/refused")
            .spec("volumes: [{name: pages, emptyDir: {medium: HugePages}}]")
            .container(PAGED);
    node.apply(pod);
    node.await(pod, "has written", c -> c.path("ready").asBoolean());
    String process = node.awaitProcess(pod);
    String container = cgroup(process);
    assertThat(values(container, "hugetlb.2MB.max", "hugetlb.2MB.current"))
        .isEqualTo("4194304\n4194304");
    assertThat(values(node.shell("dirname " + container), "hugetlb.2MB.max")).isEqualTo("4194304");
    assertThat(node.shell("cat /proc/" + process + "/root/tmp/refused")).contains("No space left");
    node.delete(pod);
  }

  @Test
  void whoTakesMoreMemoryThanAllowedIsReportedOomKilled() throws Exception {
    GuestPod pod =
        new GuestPod(
            "greedy",
            "",
            "restartPolicy: Never",
            "resources: {limits: {memory: 16Mi}}",
            "/bin/busybox tail /dev/zero");
    node.apply(pod);
    JsonNode ended = node.await(pod, "has ended", c -> c.at("/state").has("terminated"));
    assertThat(ended.at("/state/terminated/reason").asText()).isEqualTo("OOMKilled");
    assertThat(ended.at("/state/terminated/exitCode").asInt()).isEqualTo(137);
    node.delete(pod);
  }

  @Test
  void aProfileOfTheUsersDeniesWhatItDenies() throws Exception {
    node.write("/etc/apparmor.d/keelson-guest", PROFILE);
    node.shell("apparmor_parser --replace /etc/apparmor.d/keelson-guest");
    GuestPod pod = writer("confined", "{type: Localhost, localhostProfile: keelson-guest}");
    node.apply(pod);
    node.await(pod, "has written", c -> c.path("ready").asBoolean());
    String process = "/proc/" + node.awaitProcess(pod);
    assertThat(node.shell("cat " + process + "/attr/current")).isEqualTo("keelson-guest (enforce)");
    assertThat(node.shell("ls " + process + "/root/tmp")).isEqualTo("allowed");
    node.delete(pod);
  }

  @Test
  void theDefaultProfileIsLoadedForWhoAsksForIt() throws Exception {
    GuestPod pod =
        GuestPod.of("usual").spec("securityContext: {appArmorProfile: {type: RuntimeDefault}}");
    node.apply(pod);
    String process = "/proc/" + node.awaitProcess(pod);
    assertThat(node.shell("cat " + process + "/attr/current"))
        .isEqualTo("keelson-default (enforce)");
    node.delete(pod);
  }

  @Test
  void aProfileThatIsNotLoadedIsNamed() throws Exception {
    GuestPod pod = writer("unloaded", "{type: Localhost, localhostProfile: keelson-absent}");
    node.apply(pod);
    JsonNode waiting = node.await(pod, "is refused", c -> c.at("/state/waiting").has("message"));
    assertThat(waiting.at("/state/waiting/reason").asText()).isEqualTo("CreateContainerError");
    assertThat(waiting.at("/state/waiting/message").asText())
        .contains("AppArmor profile \"keelson-absent\" is not loaded")
        .contains("apparmor_parser");
    node.delete(pod);
  }

  /** Tries to write two files, and is ready when it has. */
  private static GuestPod writer(String name, String profile) {
    return GuestPod.of(name)
        .first("echo > /tmp/denied; echo > /tmp/allowed")
        .spec("securityContext: {appArmorProfile: " + profile + "}")
        .container(
            "readinessProbe: {exec: {command: [/bin/busybox, test, -e, /tmp/allowed]}, periodSeconds: 1, timeoutSeconds: 60}");
  }

  private String cgroup(String pid) throws InterruptedException {
    return "/sys/fs/cgroup" + node.shell("cut -d: -f3 /proc/" + pid + "/cgroup");
  }

  private String values(String cgroup, String... files) throws InterruptedException {
    return node.shell("cd " + cgroup + " && cat " + String.join(" ", files));
  }
}
