package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A blob's bytes, across lost connections: after one it asks for the rest. Attempts are counted
 * from the last byte that came.
 */
final class ResumingStream extends InputStream {
  private static final int PARTIAL = 206;
  private final RegistryTransport transport;
  private final Attempts attempts;
  private final String path;
  private @Nullable InputStream body;
  private long position;
  private long expected = Long.MAX_VALUE;
  private int failures;

  /**
   * @param expected length of the blob, or less than zero where it is not known
   */
  ResumingStream(RegistryTransport transport, Attempts attempts, String path, long expected) {
    this.transport = transport;
    this.attempts = attempts;
    this.path = path;
    if (expected >= 0) {
      this.expected = expected;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = open().read(buffer, offset, length);
        if (read < 0 && position < expected && expected != Long.MAX_VALUE) {
          throw new IOException("the connection ended after " + position + " of " + expected);
        }
        position += Math.max(read, 0);
        failures = 0;
        return read;
      } catch (IOException e) {
        again(e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }

  private InputStream open() throws IOException, InterruptedException {
    InputStream open = body;
    if (open == null) {
      HttpResponse<InputStream> response = transport.get(path, "", position);
      open = response.body();
      if (position > 0 && response.statusCode() != PARTIAL) {
        open.skipNBytes(position);
      }
      body = open;
    }
    return open;
  }

  private void again(IOException failure) throws IOException {
    close();
    body = null;
    failures++;
    try {
      attempts.failed(failures, failure);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("interrupted while pulling");
    failure.initCause(e);
    return failure;
  }
}
