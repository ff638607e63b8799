package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as a stream that fails when nothing comes for a while, which the JDK's own does
 * not: a connection whose other end has vanished would hold a pull for ever. Asks for one piece at
 * a time, so no more than that is in memory.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final Duration patience;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private @Nullable ByteBuffer current;
  private boolean ended;

  TimedBody(Duration patience) {
    this.patience = patience;
  }

  private sealed interface Piece {
    record Bytes(ByteBuffer buffer, boolean last) implements Piece {}

    record End() implements Piece {}

    record Failure(Throwable cause) implements Piece {}
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (int i = 0; i < buffers.size(); i++) {
      pieces.add(new Piece.Bytes(buffers.get(i), i == buffers.size() - 1));
    }
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece.Failure(failure));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = current;
    while (buffer == null || !buffer.hasRemaining()) {
      if (ended) {
        return -1;
      }
      buffer = next();
      current = buffer;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    return count;
  }

  @Override
  public void close() {
    ended = true;
    current = null;
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  private @Nullable ByteBuffer next() throws IOException {
    return switch (take()) {
      case Piece.Bytes(ByteBuffer buffer, boolean last) -> {
        Flow.Subscription open = subscription;
        if (last && open != null) {
          open.request(1);
        }
        yield buffer;
      }
      case Piece.End() -> {
        ended = true;
        yield null;
      }
      case Piece.Failure(Throwable cause) -> {
        ended = true;
        throw new IOException("the connection was lost: " + cause.getMessage(), cause);
      }
    };
  }

  private Piece take() throws IOException {
    try {
      Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        close();
        throw new IOException("nothing came for " + patience.toSeconds() + " s");
      }
      return piece;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
