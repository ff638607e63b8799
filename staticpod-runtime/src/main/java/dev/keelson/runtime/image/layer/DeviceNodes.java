package dev.keelson.runtime.image.layer;

import java.util.Set;

/**
 * Which character devices an image may bring along: those the OCI runtime specification gives every
 * container anyway, for images that prepare a {@code chroot} of their own.
 */
final class DeviceNodes {
  private static final int MEMORY = 1;
  private static final int TERMINAL = 5;

  /** null, zero, full, random, urandom. */
  private static final Set<Integer> MEMORY_MINORS = Set.of(3, 5, 7, 8, 9);

  private DeviceNodes() {}

  static boolean isHarmless(int major, int minor) {
    return (major == MEMORY && MEMORY_MINORS.contains(minor)) || (major == TERMINAL && minor == 0);
  }
}
