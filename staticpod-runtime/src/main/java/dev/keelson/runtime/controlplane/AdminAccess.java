package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeConfig;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API as this node's administrator, for the moments in which it is needed: the node's own
 * identity may change neither leases nor endpoints of others. Safe for any thread.
 */
final class AdminAccess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminAccess.class);
  private static final Duration RETRY = Duration.ofMillis(200);

  private final Path kubeconfig;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param kubeconfig read when it is needed
   */
  AdminAccess(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** Whether there is such access; says so where there is none. */
  boolean granted(String what) {
    if (Files.isReadable(kubeconfig)) {
      return true;
    }
    LOG.info("{} is left to itself: there is no {} to act with", what, kubeconfig);
    return false;
  }

  /** A client for the server that the kubeconfig names. */
  KubeClient open() {
    return KubeClient.open(KubeConfig.load(kubeconfig));
  }

  /** A client for that server, reached from whichever address of this node leads there. */
  KubeClient open(String server) {
    return KubeClient.open(KubeConfig.load(kubeconfig).withServer("https://" + server));
  }

  /** A client for that server, reached from a loopback address of this node. */
  KubeClient openLocal(String server, InetAddress loopback) {
    return KubeClient.open(
        KubeConfig.load(kubeconfig).withServer("https://" + server), Optional.of(loopback));
  }

  /** Waits before something is tried again; true when it is not to be any more. */
  boolean overAfterPause() throws InterruptedException {
    return closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
