package dev.keelson.e2e.testnode;

/** A test node, or a command on it, did not do what was asked: the sentence says what was seen. */
public final class TestNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TestNodeException(String message) {
    super(message);
  }

  public TestNodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
