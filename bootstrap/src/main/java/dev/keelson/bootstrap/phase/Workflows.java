package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.workflow.Workflow;
import java.util.List;

/** The phases of each command, in order. */
public final class Workflows {
  /** Phases of kubeadm's init that have no counterpart yet; naming one is no mistake. */
  public static final List<String> WITHOUT_COUNTERPART =
      List.of(
          "kubelet-start",
          "upload-config",
          "upload-config/kubeadm",
          "upload-config/kubelet",
          "upload-certs",
          "bootstrap-token",
          "kubelet-finalize",
          "kubelet-finalize/enable-client-cert-rotation",
          "addon",
          "addon/coredns",
          "addon/kube-proxy",
          "show-join-command");

  private static final Workflow<InitContext> INIT =
      new Workflow<>(
          "init",
          Parts.ORDER,
          List.of(
              PreflightPhase.phase(),
              CertsPhase.phase(),
              KubeconfigPhase.phase(),
              ManifestPhase.etcd(),
              ManifestPhase.controlPlane(),
              RuntimeStartPhase.phase(),
              WaitControlPlanePhase.phase(),
              MarkControlPlanePhase.phase()));

  private Workflows() {}

  /** {@code init}: a control plane where there was none. */
  public static Workflow<InitContext> init() {
    return INIT;
  }
}
