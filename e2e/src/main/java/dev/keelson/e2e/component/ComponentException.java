package dev.keelson.e2e.component;

/** A component could not be built: the sentence says which, on what, what was seen, what to do. */
public final class ComponentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ComponentException(String message) {
    super(message);
  }

  public ComponentException(String message, Throwable cause) {
    super(message, cause);
  }
}
