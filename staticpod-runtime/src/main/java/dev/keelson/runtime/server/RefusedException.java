package dev.keelson.runtime.server;

/** A request that is answered with a status and one sentence. */
final class RefusedException extends RuntimeException {
  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
