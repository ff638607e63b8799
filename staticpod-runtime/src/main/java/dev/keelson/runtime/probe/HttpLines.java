package dev.keelson.runtime.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines, of which there may be so many bytes together, and bodies that come in chunks. */
final class HttpLines {
  private final InputStream in;
  private final int most;
  private int left;

  HttpLines(InputStream in, int most) {
    this.in = in;
    this.most = most;
    this.left = most;
  }

  /** The next line without its end. */
  String next() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException(line.isEmpty() ? "EOF" : "unexpected EOF");
      }
      if (--left < 0) {
        throw new IOException("the head of the answer is longer than " + most + " bytes");
      }
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /** The first bytes of a body that comes in chunks. */
  byte[] chunks(int bytes) throws IOException {
    var body = new ByteArrayOutputStream();
    while (body.size() < bytes) {
      long size = size(next());
      if (size == 0) {
        return body.toByteArray();
      }
      int wanted = (int) Math.min(size, bytes - body.size());
      byte[] chunk = in.readNBytes(wanted);
      body.writeBytes(chunk);
      if (chunk.length < wanted) {
        throw new EOFException("unexpected EOF");
      }
      if (wanted == size) {
        next();
      }
    }
    return body.toByteArray();
  }

  private static long size(String line) throws IOException {
    String digits = line.split(";", 2)[0].strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw new IOException("invalid byte in chunk length");
    }
    return Long.parseLong(digits, 16);
  }
}
