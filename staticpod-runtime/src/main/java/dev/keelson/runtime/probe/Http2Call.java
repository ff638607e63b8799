package dev.keelson.runtime.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One request over a connection of its own that speaks HTTP/2 from its first byte, as gRPC does
 * (RFC 9113, 3.3). The JDK's client would begin with an upgrade from HTTP/1.1, which gRPC servers
 * refuse; a library would cost the daemon more than this.
 */
final class Http2Call {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;

  /** Of SETTINGS and PING it says ACK. */
  private static final int END_STREAM = 1;

  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;
  private static final int STREAM = 1;
  private static final int MAX_FRAME = 16_384;
  private static final int MAX_ANSWER = 64 << 10;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** No table of headers, nothing pushed. */
  private static final byte[] OUR_SETTINGS = {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0};

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, String> headers = new HashMap<>();

  private Http2Call(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /**
   * What was answered.
   *
   * @param headers the trailers among them
   * @param body a character for each byte
   */
  record Answer(Map<String, String> headers, String body) {}

  static Answer make(
      InputStream in, OutputStream out, SequencedMap<String, String> headers, byte[] body)
      throws IOException {
    var call = new Http2Call(in, out);
    call.ask(HeaderBlock.encode(headers), body);
    call.listen(false);
    return new Answer(call.headers, call.body.toString(StandardCharsets.ISO_8859_1));
  }

  /** Asks without a body, and is content with the headers of the answer. */
  static Map<String, String> head(
      InputStream in, OutputStream out, SequencedMap<String, String> headers) throws IOException {
    var call = new Http2Call(in, out);
    call.ask(HeaderBlock.encode(headers), new byte[0]);
    call.listen(true);
    return call.headers;
  }

  private void ask(byte[] head, byte[] content) throws IOException {
    var request = new ByteArrayOutputStream();
    var frames = new DataOutputStream(request);
    frames.write(PREFACE);
    frame(frames, SETTINGS, 0, 0, OUR_SETTINGS);
    boolean alone = content.length == 0;
    frame(frames, HEADERS, END_HEADERS | (alone ? END_STREAM : 0), STREAM, head);
    if (!alone) {
      frame(frames, DATA, END_STREAM, STREAM, content);
    }
    out.write(request.toByteArray());
    out.flush();
  }

  private static void frame(DataOutputStream to, int type, int flags, int stream, byte[] payload)
      throws IOException {
    to.writeByte(payload.length >> 16);
    to.writeShort(payload.length);
    to.writeByte(type);
    to.writeByte(flags);
    to.writeInt(stream);
    to.write(payload);
  }

  /** Takes frames until the answer is whole, or its headers are. */
  private void listen(boolean headAlone) throws IOException {
    boolean first = true;
    boolean last = false;
    boolean wholeBlock = true;
    while (!(wholeBlock && (last || (headAlone && answered())))) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      in.readInt();
      if ((first && type != SETTINGS) || length > MAX_FRAME) {
        throw new IOException("the server does not speak HTTP/2");
      }
      first = false;
      byte[] payload = in.readNBytes(length);
      if (payload.length < length) {
        throw new EOFException("the connection was closed within the answer");
      }
      take(type, flags, payload);
      boolean ofAnswer = type == HEADERS || type == DATA;
      last |= ofAnswer && (flags & END_STREAM) != 0;
      if (type == HEADERS || type == CONTINUATION) {
        wholeBlock = (flags & END_HEADERS) != 0;
      }
    }
  }

  /** Its status is there, and it is the last one. */
  private boolean answered() {
    String status = headers.getOrDefault(":status", "");
    return !status.isEmpty() && !status.startsWith("1");
  }

  private void take(int type, int flags, byte[] payload) throws IOException {
    switch (type) {
      case SETTINGS -> acknowledge(SETTINGS, flags, new byte[0]);
      case PING -> acknowledge(PING, flags, payload);
      case DATA -> body.write(payload, begin(flags, payload, false), size(flags, payload, false));
      case HEADERS -> {
        block.write(payload, begin(flags, payload, true), size(flags, payload, true));
        endOfBlock(flags);
      }
      case CONTINUATION -> {
        block.writeBytes(payload);
        endOfBlock(flags);
      }
      case RST_STREAM -> throw new IOException("the server reset the call");
      case GOAWAY -> endOfCalls(payload);
      default -> {}
    }
    if (body.size() > MAX_ANSWER || block.size() > MAX_ANSWER) {
      throw new IOException("the answer is longer than " + MAX_ANSWER + " bytes");
    }
  }

  /** A server that takes no more calls may well answer this one. */
  private static void endOfCalls(byte[] payload) throws IOException {
    boolean answers =
        payload.length >= Integer.BYTES && ByteBuffer.wrap(payload).getInt() >= STREAM;
    if (!answers) {
      throw new IOException("the server sent the call away");
    }
  }

  private void acknowledge(int type, int flags, byte[] payload) throws IOException {
    if ((flags & END_STREAM) == 0) {
      frame(out, type, END_STREAM, 0, payload);
      out.flush();
    }
  }

  private void endOfBlock(int flags) throws IOException {
    if ((flags & END_HEADERS) != 0) {
      headers.putAll(HeaderBlock.decode(block.toByteArray()));
      block.reset();
    }
  }

  private static int begin(int flags, byte[] payload, boolean prioritized) throws IOException {
    int begin = ((flags & PADDED) != 0 ? 1 : 0) + (prioritized && (flags & PRIORITY) != 0 ? 5 : 0);
    if (begin > payload.length) {
      throw new IOException("a frame of the answer is cut off");
    }
    return begin;
  }

  private static int size(int flags, byte[] payload, boolean prioritized) throws IOException {
    int padding = (flags & PADDED) != 0 && payload.length > 0 ? payload[0] & 255 : 0;
    int size = payload.length - begin(flags, payload, prioritized) - padding;
    if (size < 0) {
      throw new IOException("a frame of the answer is cut off");
    }
    return size;
  }
}
