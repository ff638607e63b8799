package dev.keelson.runtime.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keelson.runtime.kube.HeldRequest;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which an API server that was asked to stop tells the clients whose connections it has
 * to come again.
 *
 * <p>With {@code --shutdown-send-retry-after} a kube-apiserver answers 429 and closes the
 * connection with that answer for as long as a request is under way that came before. Then it
 * closes all that are idle, and whoever asks at just that moment gets no answer and cannot tell
 * whether a write was done. Mostly nothing is under way, and the time is none. So a request of ours
 * is, the question who we are, until those who ask often have been told; watches go on meanwhile.
 * Without the flag it changes nothing.
 */
final class DrainWindow implements AutoCloseable {
  private static final String API_VERSION = "authentication.k8s.io/v1";
  private static final ResourcePath WHO =
      ResourcePath.cluster(API_VERSION, "selfsubjectreviews", "");

  /** From the decision: a second until it is asked to stop, and three of answering. */
  private static final Duration OPEN = Duration.ofSeconds(4);

  /** As long as a server gives a request. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(DrainWindow.class);

  private final KubeClient client;
  private final HeldRequest request;

  private DrainWindow(KubeClient client, HeldRequest request) {
    this.client = client;
    this.request = request;
  }

  /** Begins a request at the server that others than loopback reach now; empty where it cannot. */
  static Optional<DrainWindow> open(AdminAccess access, ServedAddress served) {
    var question = JsonNodeFactory.instance.objectNode();
    question.put("apiVersion", API_VERSION).put("kind", "SelfSubjectReview");
    try {
      KubeClient client = access.open(served.hostAndPort());
      return Optional.of(new DrainWindow(client, client.hold(WHO, question, TIMEOUT)));
    } catch (KubeException e) {
      LOG.info("no request is kept under way at {}: {}", served.hostAndPort(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Complete when the server has begun to serve the request. */
  CompletableFuture<Void> begun() {
    return request.begun();
  }

  /** Whether nothing is under way any more. */
  boolean isOver() {
    return request.isOver();
  }

  /** Closes it when those who ask often have been told. */
  void closeIn(Timers timers) {
    if (!begun().isDone() || isOver()) {
      LOG.info("no request is kept under way: a client may be left without an answer");
    }
    timers.after(OPEN, this::close);
  }

  /** Ends the request, and its connection when it is answered. */
  @Override
  public void close() {
    var _ = request.end().thenRunAsync(client::close);
  }
}
