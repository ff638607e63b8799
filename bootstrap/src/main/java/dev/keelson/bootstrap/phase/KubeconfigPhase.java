package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.kubeconfig.KubeconfigCatalog;
import dev.keelson.bootstrap.kubeconfig.KubeconfigSpec;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Group;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.List;

/** {@code kubeconfig}: a step for each of the five files. */
final class KubeconfigPhase {
  private KubeconfigPhase() {}

  static Phase<InitContext> phase() {
    return new Group<>(
        "kubeconfig",
        "Write the kubeconfig files of administrators and components",
        KubeconfigCatalog.all().stream().map(KubeconfigPhase::step).toList());
  }

  private static Phase<InitContext> step(KubeconfigSpec kubeconfig) {
    String part = part(kubeconfig);
    return new Step<>(
        kubeconfig.name(),
        "Write the " + kubeconfig.summary(),
        new Contribution.Files<>(
            part,
            context ->
                Parts.files(
                    part, List.of(context.credentials().get().kubeconfigs().file(kubeconfig)))));
  }

  /** The component that reads it: by name, {@code scheduler} for {@code kube-scheduler}. */
  private static String part(KubeconfigSpec kubeconfig) {
    String reader = "kube-" + kubeconfig.name();
    return List.of(Component.values()).stream()
        .map(Component::podName)
        .filter(reader::equals)
        .findFirst()
        .orElse(Parts.SHARED);
  }
}
