package dev.keelson.bootstrap.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** etcd writes its log ahead in files of 64 MB, and stops for good when it cannot. */
record DiskSpace(Path directory) implements Check {
  private static final long LITTLE_MB = 1024;
  private static final long TOO_LITTLE_MB = 200;

  @Override
  public String name() {
    return "DiskSpace";
  }

  @Override
  public List<Finding> findings() {
    Path existing = directory;
    while (!Files.exists(existing)) {
      existing = existing.resolveSibling("");
    }
    long mb = usable(existing) >> 20;
    String sentence =
        "only %d MB are free on the file system of %s; etcd and its logs want %d MB"
            .formatted(mb, directory, LITTLE_MB);
    if (mb < TOO_LITTLE_MB) {
      return List.of(new Problem(sentence));
    }
    return mb < LITTLE_MB ? List.of(new Concern(sentence)) : List.of();
  }

  private static long usable(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException _) {
      // A file system that does not tell its free space is not known to be full.
      return Long.MAX_VALUE;
    }
  }
}
