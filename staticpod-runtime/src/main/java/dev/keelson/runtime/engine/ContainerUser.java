package dev.keelson.runtime.engine;

import java.util.List;

/**
 * Whom a container's first process began as: CRI's {@code ContainerUser}.
 *
 * @param supplementalGroups with the primary one
 */
public record ContainerUser(long uid, long gid, List<Long> supplementalGroups) {
  public ContainerUser {
    supplementalGroups = List.copyOf(supplementalGroups);
  }
}
