package dev.keelson.bootstrap.config;

import java.util.List;

/**
 * What a user adds to one control-plane component, kubeadm's {@code ControlPlaneComponent}.
 *
 * @param extraArgs in the user's order; a name replaces the default of that name
 * @param extraVolumes host paths mounted into the pod
 * @param extraEnvs environment variables
 */
public record ComponentSpec(
    List<Arg> extraArgs, List<HostPathMount> extraVolumes, List<EnvVar> extraEnvs) {
  /** Nothing added. */
  public static final ComponentSpec NONE = new ComponentSpec(List.of(), List.of(), List.of());

  public ComponentSpec {
    extraArgs = List.copyOf(extraArgs);
    extraVolumes = List.copyOf(extraVolumes);
    extraEnvs = List.copyOf(extraEnvs);
  }
}
