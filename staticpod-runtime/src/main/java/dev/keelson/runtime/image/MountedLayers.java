package dev.keelson.runtime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** The layers that root file systems are made of right now, by the kernel's list of mounts. */
record MountedLayers(String mounts) {
  static MountedLayers now() throws IOException {
    return new MountedLayers(Files.readString(Path.of("/proc/self/mountinfo")));
  }

  /** Whether one of these directories, each called by its chain id, is mounted. */
  boolean anyOf(Collection<Path> layers) {
    return layers.stream().anyMatch(layer -> mounts.contains(layer.getFileName().toString()));
  }
}
