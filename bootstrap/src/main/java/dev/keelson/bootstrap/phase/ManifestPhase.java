package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.desired.ComponentParts;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.pki.CertificateCatalog;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Group;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code etcd} and {@code control-plane}: a step for each static pod manifest. */
final class ManifestPhase {
  private ManifestPhase() {}

  static Phase<InitContext> etcd() {
    return new Group<>(
        "etcd",
        "Write the static pod manifest of a stacked etcd",
        List.of(step("local", Component.ETCD)));
  }

  static Phase<InitContext> controlPlane() {
    return new Group<>(
        "control-plane",
        "Write the static pod manifests of the control plane",
        List.of(
            step("apiserver", Component.KUBE_APISERVER),
            step("controller-manager", Component.KUBE_CONTROLLER_MANAGER),
            step("scheduler", Component.KUBE_SCHEDULER)));
  }

  private static Phase<InitContext> step(String name, Component component) {
    return new Step<>(
        name,
        "Write the static pod manifest of " + component.podName(),
        new Contribution.Files<>(component.podName(), context -> plan(component, context)));
  }

  private static Part plan(Component component, InitContext context) {
    var spec = context.spec();
    if (component == Component.ETCD && spec.etcd() instanceof EtcdSpec.External) {
      return Parts.files(component.podName(), List.of());
    }
    // Certificates are read as they are planned or found, so that this phase works alone too.
    var reads =
        reads(component, spec, context.layout())
            .flatMap(file -> context.view().read(file).stream().map(c -> PartFile.secret(file, c)))
            .toList();
    return ComponentParts.of(component, spec, context.layout(), context.facts(), List.of(), reads);
  }

  private static Stream<Path> reads(Component component, ClusterSpec spec, NodeLayout layout) {
    return switch (component) {
      case ETCD ->
          certificates(spec, "etcd-ca", "etcd-server", "etcd-peer", "etcd-healthcheck-client");
      case KUBE_APISERVER ->
          Stream.concat(
              certificates(
                  spec,
                  "ca",
                  "apiserver",
                  "apiserver-kubelet-client",
                  "front-proxy-ca",
                  "front-proxy-client",
                  "apiserver-etcd-client",
                  "etcd-ca"),
              serviceAccount(spec));
      case KUBE_CONTROLLER_MANAGER ->
          Stream.of(
                  certificates(spec, "ca", "front-proxy-ca"),
                  serviceAccount(spec),
                  Stream.of(layout.kubeconfig("controller-manager.conf")))
              .flatMap(files -> files);
      case KUBE_SCHEDULER -> Stream.of(layout.kubeconfig("scheduler.conf"));
    };
  }

  private static Stream<Path> certificates(ClusterSpec spec, String... names) {
    return Stream.of(names)
        .flatMap(name -> CertificateCatalog.find(name).stream())
        .flatMap(c ->
            Stream.of(
                c.certificateFile(spec.certificatesDir()), c.keyFile(spec.certificatesDir())));
  }

  private static Stream<Path> serviceAccount(ClusterSpec spec) {
    return Stream.of("sa.key", "sa.pub").map(spec.certificatesDir()::resolve);
  }
}
