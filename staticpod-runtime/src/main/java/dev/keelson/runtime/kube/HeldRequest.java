package dev.keelson.runtime.kube;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A request that the server has begun to serve and that ends when it is told to: its body is held
 * back until then. Safe for any thread; nothing waits.
 */
public final class HeldRequest {
  private final byte[] document;
  private final SubmissionPublisher<ByteBuffer> body;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<?> answer;
  private final AtomicBoolean ended = new AtomicBoolean();

  private HeldRequest(
      byte[] document, Executor executor, Function<BodyPublisher, CompletableFuture<?>> send) {
    this.document = document;
    this.body = new SubmissionPublisher<>(executor, Flow.defaultBufferSize());
    this.answer = send.apply(BodyPublishers.fromPublisher(this::subscribe, document.length));
  }

  /**
   * @param send sends a request with that body once the server says to continue
   */
  static HeldRequest begin(
      byte[] document, Executor executor, Function<BodyPublisher, CompletableFuture<?>> send) {
    return new HeldRequest(document, executor, send);
  }

  private void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
    begun.complete(null);
  }

  /** Complete when the server has begun to read the body; never where it answers without. */
  public CompletableFuture<Void> begun() {
    return begun.copy();
  }

  /** Whether the server has answered, or cannot any more. */
  public boolean isOver() {
    return answer.isDone();
  }

  /**
   * Sends what is missing, the first time it is called.
   *
   * @return complete when the server has answered, or cannot any more
   */
  public CompletableFuture<Void> end() {
    if (ended.compareAndSet(false, true)) {
      var _ = begun.thenRun(this::sendBody);
    }
    return answer.handle((_, _) -> null);
  }

  private void sendBody() {
    body.submit(ByteBuffer.wrap(document));
    body.close();
  }
}
