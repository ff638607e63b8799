package dev.keelson.runtime.engine.embedded.oci;

import java.util.List;

/** The user a process runs as, in numbers. */
public record ImageUser(int uid, int gid, List<Integer> additionalGids) {
  public static final ImageUser ROOT = new ImageUser(0, 0, List.of());

  public ImageUser {
    additionalGids = List.copyOf(additionalGids);
  }
}
