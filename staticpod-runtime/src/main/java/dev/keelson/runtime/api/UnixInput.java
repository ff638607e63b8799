package dev.keelson.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** The bytes of a channel, each read within a time; a blocking channel would know no time-out. */
final class UnixInput extends InputStream {
  private final SocketChannel channel;
  private final Selector selector;
  private final Duration timeout;
  private final ByteBuffer buffer = ByteBuffer.allocate(8192).flip();

  UnixInput(SocketChannel channel, Duration timeout) throws IOException {
    this.channel = channel;
    this.timeout = timeout;
    channel.configureBlocking(false);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, buffer.remaining());
    buffer.get(target, offset, n);
    return n;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    try {
      int n = channel.read(buffer);
      while (n == 0) {
        awaitInput();
        n = channel.read(buffer);
      }
      return n > 0;
    } finally {
      buffer.flip();
    }
  }

  private void awaitInput() throws IOException {
    if (selector.select(timeout.toMillis()) == 0) {
      throw new SocketTimeoutException("no answer within " + timeout.toSeconds() + " s");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
