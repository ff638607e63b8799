package dev.keelson.bootstrap.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Other nodes, and people, look for the node by its name. */
record Hostname(String nodeName) implements Check {
  /** A name server that is away must not hold up a command that does not need it. */
  private static final long PATIENCE_MILLIS = 100;

  private static final Executor DAEMON =
      look -> Thread.ofPlatform().daemon().name("hostname-look-up").start(look);

  @Override
  public String name() {
    return "Hostname";
  }

  @Override
  public List<Finding> findings() {
    boolean known =
        CompletableFuture.supplyAsync(this::resolves, DAEMON)
            .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .join();
    return known
        ? List.of()
        : List.of(
            new Concern(
                "hostname \"%s\" could not be resolved; add it to /etc/hosts or to your name server"
                    .formatted(nodeName)));
  }

  private boolean resolves() {
    try {
      InetAddress.getByName(nodeName);
      return true;
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
