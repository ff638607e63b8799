package dev.keelson.runtime.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What a socket receives, until a deadline, however slowly it drips. */
final class TimedInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final long deadline;

  /** Ends with a timeout once {@code System.nanoTime()} passes the deadline. */
  TimedInput(Socket socket, long deadline) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    socket.setSoTimeout(HttpGetter.remaining(deadline));
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    socket.setSoTimeout(HttpGetter.remaining(deadline));
    return in.read(buffer, offset, length);
  }
}
