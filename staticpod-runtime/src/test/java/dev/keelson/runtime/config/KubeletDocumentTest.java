package dev.keelson.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeletDocumentTest {
  private static final String HEAD =
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

  @TempDir private Path directory;

  private RuntimeConfig read(String fields) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yaml"), HEAD + fields);
    return RuntimeConfigFile.read(file, new RuntimePaths(directory));
  }

  private List<String> problems(String fields) {
    return catchThrowableOfType(InvalidRuntimeConfigException.class, () -> read(fields)).problems();
  }

  @Test
  void readsEveryFieldThatHasAMeaning() throws IOException {
    RuntimeConfig config =
        read(
            """
            staticPodPath: /pods.d
            staticPodURL: https://example.org/pods
            staticPodURLHeader: {Authorization: [Bearer x], Accept: [a, b]}
            fileCheckFrequency: 5s
            httpCheckFrequency: 6s
            syncFrequency: 7s
            podLogsDir: /logs
            containerLogMaxSize: 1Mi
            containerLogMaxFiles: 3
            containerLogMonitorInterval: 4s
            clusterDNS: [10.96.0.10]
            clusterDomain: cluster.local
            resolvConf: /etc/resolv.pods
            podCIDR: 10.1.0.0/24,fd00::/64
            imageGCHighThresholdPercent: 70
            imageGCLowThresholdPercent: 60
            imageMinimumGCAge: 3m
            imageMaximumGCAge: 72h
            maxParallelImagePulls: 4
            registryPullQPS: 0
            registryBurst: 2
            maxPods: 50
            podPidsLimit: 1000
            cpuCFSQuota: false
            cpuCFSQuotaPeriod: 10ms
            failSwapOn: true
            allowedUnsafeSysctls: [net.*]
            seccompDefault: true
            shutdownGracePeriod: 30s
            shutdownGracePeriodCriticalPods: 10s
            crashLoopBackOff: {maxContainerRestartPeriod: 60s}
            registerWithTaints: [{key: k, effect: NoExecute}]
            """);

    assertThat(config.sources())
        .isEqualTo(
            new ManifestSources(
                Optional.of(Path.of("/pods.d")),
                Duration.ofSeconds(5),
                Optional.of(URI.create("https://example.org/pods")),
                Map.of("Authorization", List.of("Bearer x"), "Accept", List.of("a", "b")),
                Duration.ofSeconds(6)));
    assertThat(config.kubelet())
        .isEqualTo(
            new KubeletSettings(
                new KubeletSettings.Logs(Path.of("/logs"), 1 << 20, 3, Duration.ofSeconds(4)),
                new KubeletSettings.Network(
                    List.of("10.96.0.10"),
                    "cluster.local",
                    Optional.of(Path.of("/etc/resolv.pods")),
                    List.of("10.1.0.0/24", "fd00::/64")),
                new KubeletSettings.Images(
                    70, 60, Duration.ofMinutes(3), Duration.ofDays(3), Optional.of(4), 0, 2),
                new KubeletSettings.Resources(50, 1000, false, Duration.ofMillis(10), true),
                new KubeletSettings.Security(List.of("net.*"), true),
                new KubeletSettings.Shutdown(
                    Duration.ofSeconds(30), Duration.ofSeconds(10), new TreeMap<>()),
                Duration.ofSeconds(7),
                Duration.ofMinutes(1)));
    assertThat(config.registerWithTaints()).containsExactly(new NodeTaint("k", "", "NoExecute"));
    assertThat(config.unused()).isEmpty();
  }

  @Test
  void defaultsAsTheKubelet() throws IOException {
    assertThat(read("").kubelet()).isEqualTo(KubeletSettings.defaults(new RuntimePaths(directory)));
    assertThat(read("serializeImagePulls: true\n").kubelet().images().parallelPulls()).contains(1);
    assertThat(read("resolvConf: \"\"\n").kubelet().network().resolvConf()).isEmpty();
  }

  @Test
  void listsWhatHasNoEffect() throws IOException {
    assertThat(read("cpuManagerPolicy: static\nreadOnlyPort: 10255\nmaxPods: 3\n").unused())
        .containsExactly("readOnlyPort", "cpuManagerPolicy");
  }

  @Test
  void knowsEveryFieldOfWhatKubeadmWrites() throws IOException {
    RuntimeConfig config =
        read(
            """
            authentication: {anonymous: {enabled: false}, webhook: {cacheTTL: 0s, enabled: true},
              x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}
            authorization: {mode: Webhook, webhook: {cacheAuthorizedTTL: 0s}}
            cgroupDriver: systemd
            clusterDNS: [10.96.0.10]
            clusterDomain: cluster.local
            containerRuntimeEndpoint: ""
            cpuManagerReconcilePeriod: 0s
            crashLoopBackOff: {}
            evictionPressureTransitionPeriod: 0s
            fileCheckFrequency: 0s
            healthzBindAddress: 127.0.0.1
            healthzPort: 10248
            httpCheckFrequency: 0s
            imageMaximumGCAge: 0s
            imageMinimumGCAge: 0s
            logging: {flushFrequency: 0, options: {json: {infoBufferSize: "0"}}, verbosity: 0}
            memorySwap: {}
            nodeStatusReportFrequency: 0s
            nodeStatusUpdateFrequency: 0s
            rotateCertificates: true
            runtimeRequestTimeout: 0s
            shutdownGracePeriod: 0s
            shutdownGracePeriodCriticalPods: 0s
            staticPodPath: /etc/kubernetes/manifests
            streamingConnectionIdleTimeout: 0s
            syncFrequency: 0s
            volumeStatsAggPeriod: 0s
            """);

    assertThat(config.sources().fileCheckFrequency()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.kubelet().syncFrequency()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void refusesWhatTheKubeletRefuses() {
    assertThat(
            problems(
                """
                staticPodPth: /x
                staticPodURL: ftp://x
                containerLogMaxFiles: 1
                imageGCHighThresholdPercent: 101
                imageGCLowThresholdPercent: 101
                maxParallelImagePulls: 2
                serializeImagePulls: true
                cpuCFSQuotaPeriod: 2s
                shutdownGracePeriod: 500ms
                shutdownGracePeriodByPodPriority:
                - {priority: 1, shutdownGracePeriodSeconds: 2}
                - {priority: 1, shutdownGracePeriodSeconds: 3}
                crashLoopBackOff: {maxContainerRestartPeriod: 301s}
                """))
        .allMatch(p -> p.startsWith("line "))
        .map(p -> p.replaceAll("line \\d+, column \\d+: ", ""))
        .containsExactlyInAnyOrder(
            "staticPodPth: is not a field of a KubeletConfiguration;"
                + " mend its spelling or its indentation",
            "staticPodURL: \"ftp://x\" is not a URL that begins with http:// or https://",
            "containerLogMaxFiles: must be at least 2, one of which is written",
            "imageGCHighThresholdPercent: 101 is greater than 100",
            "imageGCLowThresholdPercent: 101 is greater than 100",
            "imageGCLowThresholdPercent: 101 must be less than imageGCHighThresholdPercent,"
                + " which is 101",
            "maxParallelImagePulls: cannot be larger than 1 unless serializeImagePulls is false",
            "cpuCFSQuotaPeriod: must lie between 1ms and 1s",
            "shutdownGracePeriod: must be zero or at least 1s",
            "shutdownGracePeriodByPodPriority[1].priority: 1 is there twice",
            "shutdownGracePeriodByPodPriority: cannot be given beside shutdownGracePeriod",
            "crashLoopBackOff.maxContainerRestartPeriod: must lie between 1s and 300s");
  }
}
