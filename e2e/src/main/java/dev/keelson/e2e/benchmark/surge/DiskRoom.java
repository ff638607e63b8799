package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;

/**
 * Room on the disk that nodes are on. A kubelet at its defaults removes images that nothing uses
 * just now when 85 percent of it is in use: that of an API server, for one, while a changed one is
 * about to start.
 */
final class DiskRoom {
  private static final int LEAST_PERCENT = 20;

  private DiskRoom() {}

  /**
   * Returns where there is enough.
   *
   * @throws BenchmarkException where a kubelet would remove images
   */
  static void require(TestNode node) throws IOException {
    FileStore disk = Files.getFileStore(node.path("/var/lib"));
    long percent = disk.getUsableSpace() * 100 / Math.max(1, disk.getTotalSpace());
    if (percent < LEAST_PERCENT) {
      throw new BenchmarkException(
          "The disk of the test nodes' directory %s has %d percent free; a kubelet removes images below 15: free some, to at least %d percent."
              .formatted(System.getProperty("java.io.tmpdir"), percent, LEAST_PERCENT));
    }
  }
}
