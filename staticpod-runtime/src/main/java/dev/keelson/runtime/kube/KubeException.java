package dev.keelson.runtime.kube;

import org.jspecify.annotations.Nullable;

/**
 * A call of the Kubernetes API that did not do what was asked; the message is a sentence with the
 * verb, the object and what was seen.
 */
public final class KubeException extends RuntimeException {
  /** The status where no server answered. */
  public static final int UNREACHABLE = 0;

  private final int status;

  public KubeException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status of the answer, {@link #UNREACHABLE} where none came. */
  public int status() {
    return status;
  }

  /** Whether the server refused this very request, so that asking again soon is no use. */
  public boolean refused() {
    return status >= 400 && status < 500 && status != 429 && status != 401;
  }
}
