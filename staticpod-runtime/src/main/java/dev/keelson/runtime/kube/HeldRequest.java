package dev.keelson.runtime.kube;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;

/**
 * A request that the server has begun to serve and that ends when it is told to: its body is held
 * back until then. Safe for any thread; nothing waits.
 */
public final class HeldRequest {
  private final byte[] document;
  private final SubmissionPublisher<ByteBuffer> body;
  private final CompletableFuture<?> answer;

  private HeldRequest(
      byte[] document, Executor executor, Function<BodyPublisher, CompletableFuture<?>> send) {
    this.document = document;
    this.body = new SubmissionPublisher<>(executor, Flow.defaultBufferSize());
    this.answer = send.apply(BodyPublishers.fromPublisher(body, document.length));
  }

  static HeldRequest begin(
      byte[] document, Executor executor, Function<BodyPublisher, CompletableFuture<?>> send) {
    return new HeldRequest(document, executor, send);
  }

  /** Whether the server has answered, or cannot any more. */
  public boolean over() {
    return answer.isDone();
  }

  /**
   * Sends what is missing, the first time it is called.
   *
   * @return complete when the server has answered, or cannot any more
   */
  public synchronized CompletableFuture<Void> end() {
    if (!body.isClosed()) {
      body.submit(ByteBuffer.wrap(document));
      body.close();
    }
    return answer.handle((_, _) -> null);
  }
}
