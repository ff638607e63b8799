package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ComponentSpec;
import dev.keelson.bootstrap.config.EnvVar;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.HostPathMount;
import dev.keelson.bootstrap.config.HostPort;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.templates.ManifestRenderer;
import dev.keelson.templates.ManifestTemplate;
import dev.keelson.templates.model.ApiServerManifest;
import dev.keelson.templates.model.ComponentManifest;
import dev.keelson.templates.model.EtcdManifest;
import dev.keelson.templates.model.ProbeTarget;
import dev.keelson.templates.model.StaticPod;
import java.util.List;

/**
 * The text of a component's manifest: kubeadm's, with keelson's annotations and port sharing, and
 * with the revision it is given.
 */
record Manifests(ClusterSpec spec, NodeLayout layout, HostFacts facts) {
  private static final ManifestRenderer RENDERER = new ManifestRenderer();

  /** With that revision, or with none while it is empty. */
  String text(Component component, String revision) {
    var pod = pod(component).withRevision(revision);
    return switch (component) {
      case ETCD ->
          RENDERER.render(
              ManifestTemplate.ETCD, new EtcdManifest(EtcdCommand.clientUrl(spec), pod));
      case KUBE_APISERVER ->
          RENDERER.render(ManifestTemplate.KUBE_APISERVER, new ApiServerManifest(endpoint(), pod));
      case KUBE_CONTROLLER_MANAGER ->
          RENDERER.render(ManifestTemplate.KUBE_CONTROLLER_MANAGER, new ComponentManifest(pod));
      case KUBE_SCHEDULER ->
          RENDERER.render(ManifestTemplate.KUBE_SCHEDULER, new ComponentManifest(pod));
    };
  }

  private StaticPod pod(Component component) {
    return switch (component) {
      case ETCD -> etcd();
      case KUBE_APISERVER ->
          pod(
              component,
              ApiServerCommand.of(spec),
              spec.apiServer(),
              Probes.apiServer(spec),
              HostPaths.apiServer(spec, facts));
      case KUBE_CONTROLLER_MANAGER ->
          pod(
              component,
              ControllerManagerCommand.of(spec, layout, facts),
              spec.controllerManager(),
              Probes.controllerManager(spec),
              HostPaths.controllerManager(spec, layout, facts));
      case KUBE_SCHEDULER ->
          pod(
              component,
              SchedulerCommand.of(spec, layout),
              spec.scheduler(),
              Probes.scheduler(spec),
              HostPaths.scheduler(spec, layout));
    };
  }

  private StaticPod etcd() {
    return switch (spec.etcd()) {
      case EtcdSpec.Local local ->
          pod(
              Component.ETCD,
              EtcdCommand.of(spec, local),
              local.extraEnvs(),
              Probes.etcd(spec, local),
              HostPaths.etcd(spec, local));
      case EtcdSpec.External _ ->
          throw new IllegalArgumentException("an external etcd has no manifest");
    };
  }

  private StaticPod pod(
      Component component,
      List<String> command,
      ComponentSpec added,
      ProbeTarget probes,
      List<HostPathMount> paths) {
    return pod(component, command, added.extraEnvs(), probes, paths);
  }

  private StaticPod pod(
      Component component,
      List<String> command,
      List<EnvVar> environment,
      ProbeTarget probes,
      List<HostPathMount> paths) {
    return new StaticPod(
        "",
        Images.of(component, spec),
        command,
        Environments.of(environment),
        probes,
        HostPaths.mounts(paths),
        HostPaths.volumes(paths));
  }

  private String endpoint() {
    return new HostPort(IpAddresses.text(spec.advertiseAddress()), spec.bindPort()).toString();
  }
}
