package dev.keelson.runtime.presence;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeConfig;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows this node and its static pods to the API server, once there is one and whenever there is
 * one: the Node with its heartbeat, a mirror of every pod, events.
 *
 * <p>All of it is beside the pod workers. They hand over the latest and go on; with the API server
 * away for an hour nothing waits for it and nothing piles up. It is tried again every few seconds,
 * and at once when a pod gets ready, since that may be the API server.
 */
public final class NodePresence implements AutoCloseable, PodListener {
  private static final Logger LOG = LoggerFactory.getLogger(NodePresence.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final int DIAL_MILLIS = 5000;

  private final PresenceConfig config;
  private final PodBoard board;
  private final Supplier<Set<String>> desired;
  private final ContainerEngine engine;
  private final InstantSource clock;
  private final EventBacklog events = new EventBacklog();
  private final Signal wake = new Signal();
  private final Thread thread;
  private final PodBoard.Subscription subscription;
  private volatile @Nullable ApiSession session;
  private volatile String state = "not started";

  private NodePresence(
      PresenceConfig config,
      PodBoard board,
      Supplier<Set<String>> desired,
      ContainerEngine engine,
      InstantSource clock) {
    this.config = config;
    this.board = board;
    this.desired = desired;
    this.engine = engine;
    this.clock = clock;
    this.subscription = board.subscribe(this);
    this.thread = Thread.ofVirtual().name("presence").unstarted(this::run);
  }

  /**
   * Begins, and returns at once.
   *
   * @param board what is shown
   * @param desired the full names of all pods the manifests ask for, whether the board has them yet
   *     or not; the mirror of any other pod is deleted
   */
  public static NodePresence start(
      PresenceConfig config,
      PodBoard board,
      Supplier<Set<String>> desired,
      ContainerEngine engine,
      InstantSource clock) {
    var presence = new NodePresence(config, board, desired, engine, clock);
    presence.thread.start();
    return presence;
  }

  /** One sentence of what the API server knows of this node now. */
  public String state() {
    return state;
  }

  private void run() {
    try {
      Duration retry = FIRST_RETRY;
      while (true) {
        retry = meet() ? FIRST_RETRY : retry;
        wake.await(retry);
        Duration twice = retry.multipliedBy(2);
        retry = twice.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : twice;
      }
    } catch (InterruptedException _) {
      say("ended");
    }
  }

  /** Meets the API server until it goes away; whether it was there at all. */
  private boolean meet() throws InterruptedException {
    Path file = config.kubeconfig();
    Optional<FileTime> written = modified(file);
    if (written.isEmpty()) {
      say("waiting for " + file);
      return false;
    }
    var met = new boolean[1];
    try {
      KubeConfig kubeconfig = KubeConfig.load(file);
      dial(kubeconfig.server());
      BooleanSupplier rewritten = () -> !modified(file).equals(written);
      try (var current = open(kubeconfig)) {
        session = current;
        current.run(
            () -> {
              met[0] = true;
              say("node " + config.nodeName() + " registered at " + kubeconfig.server());
            },
            rewritten);
      }
    } catch (KubeException | IOException e) {
      say("no API server for now: " + e.getMessage());
    } finally {
      session = null;
    }
    return met[0];
  }

  private ApiSession open(KubeConfig kubeconfig) {
    return new ApiSession(
        KubeClient.open(kubeconfig), config, board, desired, events, engine, clock, wake);
  }

  /** A plain connection first: TLS and a client are made only when somebody is there. */
  private static void dial(URI server) throws IOException {
    int port = server.getPort() < 0 ? 443 : server.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), port), DIAL_MILLIS);
    } catch (IOException e) {
      throw new IOException("connecting to " + server + ": " + e.getMessage(), e);
    }
  }

  private static Optional<FileTime> modified(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void say(String sentence) {
    if (!sentence.equals(state)) {
      state = sentence;
      LOG.info("presence: {}", sentence);
    }
  }

  @Override
  public void changed(PodSnapshot pod) {
    tell(pod);
    boolean ready =
        pod.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    if (ready) {
      wake.raise();
    }
  }

  @Override
  public void removed(PodSnapshot last) {
    tell(last);
    wake.raise();
  }

  private void tell(PodSnapshot pod) {
    ApiSession current = session;
    if (current != null) {
      current.podChanged(pod);
    }
  }

  @Override
  public void event(PodEvent event) {
    events.add(event);
  }

  /** Leaves the API server with what it knows; the node gets NotReady by itself after a while. */
  @Override
  public void close() {
    subscription.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
