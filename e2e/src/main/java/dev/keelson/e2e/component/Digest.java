package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 and size of some content, as OCI's descriptors state them.
 *
 * @param hex 64 digits, without the algorithm
 */
record Digest(String hex, long size) {

  static Digest of(byte[] content) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(content)), content.length);
  }

  static Digest of(TarWriter.Content content) throws IOException {
    MessageDigest sha256 = sha256();
    Counter counter = new Counter();
    content.writeTo(new DigestOutputStream(counter, sha256));
    return new Digest(HexFormat.of().formatHex(sha256.digest()), counter.count);
  }

  /** Where an OCI layout keeps the content. */
  String blob() {
    return "blobs/sha256/" + hex;
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Discards what it is given and knows how much it was. */
  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
