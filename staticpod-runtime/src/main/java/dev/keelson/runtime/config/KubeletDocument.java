package dev.keelson.runtime.config;

import dev.keelson.runtime.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code KubeletConfiguration} of {@code kubelet.config.k8s.io/v1beta1}, as of Kubernetes
 * 1.37 ({@code types.go}, {@code defaults.go}, {@code validation.go} there): what has a meaning for
 * static pods on this node is taken, the rest is listed.
 */
final class KubeletDocument {
  static final String KIND = "KubeletConfiguration";
  static final String API_VERSION = "kubelet.config.k8s.io/v1beta1";
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  /** Fields of the kubelet's that mean nothing here. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          """
          enableServer address port readOnlyPort tlsCertFile tlsPrivateKeyFile tlsCipherSuites
          tlsCurvePreferences tlsMinVersion rotateCertificates serverTLSBootstrap authentication
          authorization imagePullCredentialsVerificationPolicy preloadedImagesVerificationAllowlist
          eventRecordQPS eventBurst enableDebuggingHandlers enableContentionProfiling healthzPort
          healthzBindAddress oomScoreAdj streamingConnectionIdleTimeout nodeStatusUpdateFrequency
          nodeStatusReportFrequency nodeLeaseDurationSeconds volumeStatsAggPeriod kubeletCgroups
          systemCgroups singleProcessOOMKill cpuManagerPolicy cpuManagerPolicyOptions
          cpuManagerReconcilePeriod memoryManagerPolicy topologyManagerPolicy topologyManagerScope
          topologyManagerPolicyOptions qosReserved runtimeRequestTimeout hairpinMode runOnce
          nodeStatusMaxImages maxOpenFiles contentType kubeAPIQPS kubeAPIBurst cgroupRoot
          cgroupsPerQOS cgroupDriver evictionHard evictionSoft
          evictionSoftGracePeriod evictionPressureTransitionPeriod evictionMaxPodGracePeriod
          evictionMinimumReclaim mergeDefaultEvictionSettings podsPerCore
          enableControllerAttachDetach protectKernelDefaults makeIPTablesUtilChains
          iptablesMasqueradeBit iptablesDropBit featureGates memorySwap containerLogMaxWorkers
          configMapAndSecretChangeDetectionStrategy systemReserved kubeReserved reservedSystemCPUs
          showHiddenMetricsForVersion systemReservedCgroup kubeReservedCgroup
          enforceNodeAllocatable defaultPodSysctls volumePluginDir providerID
          kernelMemcgNotification logging enableSystemLogHandler enableSystemLogQuery
          reservedMemory enableProfilingHandler
          enableDebugFlagsHandler memoryThrottlingFactor memoryReservationPolicy registerNode
          tracing localStorageCapacityIsolation containerRuntimeEndpoint imageServiceEndpoint
          failCgroupV1 userNamespaces
          """
              .strip()
              .split("\\s+", -1));

  private KubeletDocument() {}

  static RuntimeConfig read(Fields fields, RuntimeConfig before) {
    fields.passes("apiVersion", "kind");
    WITHOUT_EFFECT.forEach(fields::passes);
    var unused = new ArrayList<String>(before.unused());
    WITHOUT_EFFECT.stream().filter(fields::has).forEach(unused::add);
    List<NodeTaint> taints = ConfigFields.taints(fields, "registerWithTaints");
    return new RuntimeConfig(
        before.nodeName(),
        before.nodeAddresses(),
        before.kubernetesVersion(),
        before.engine(),
        sources(fields, before.sources()),
        before.kubeconfig(),
        before.nodeLabels(),
        taints.isEmpty() ? before.registerWithTaints() : taints,
        settings(fields, before.kubelet()),
        unused);
  }

  private static ManifestSources sources(Fields fields, ManifestSources before) {
    return new ManifestSources(
        ConfigFields.path(fields, "staticPodPath").or(before::path),
        ConfigFields.duration(fields, "fileCheckFrequency", before.fileCheckFrequency()),
        ConfigFields.url(fields, "staticPodURL").or(before::url),
        fields.textLists("staticPodURLHeader"),
        ConfigFields.duration(fields, "httpCheckFrequency", before.httpCheckFrequency()));
  }

  private static KubeletSettings settings(Fields fields, KubeletSettings before) {
    return new KubeletSettings(
        NodeSections.logs(fields, before.logs()),
        NodeSections.network(fields, before.network()),
        ImageSection.read(fields, before.images()),
        NodeSections.resources(fields, before.resources()),
        NodeSections.security(fields),
        NodeSections.shutdown(fields),
        ConfigFields.duration(fields, "syncFrequency", before.syncFrequency()),
        fields
            .object("crashLoopBackOff", f -> backoff(f, before.maxContainerRestartPeriod()))
            .orElse(before.maxContainerRestartPeriod()));
  }

  private static Duration backoff(Fields fields, Duration before) {
    Duration most = ConfigFields.duration(fields, "maxContainerRestartPeriod", before);
    if (most.compareTo(Duration.ofSeconds(1)) < 0 || most.compareTo(LONGEST_BACKOFF) > 0) {
      fields.problem("maxContainerRestartPeriod", "must lie between 1s and 300s");
    }
    return most;
  }
}
