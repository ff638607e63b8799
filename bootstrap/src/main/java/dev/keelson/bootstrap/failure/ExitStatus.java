package dev.keelson.bootstrap.failure;

/**
 * The exit statuses of the program, kubeadm's: 1 for anything else, 2 for a failed preflight check,
 * 3 for a configuration or usage that is not valid.
 */
public enum ExitStatus {
  SUCCESS(0),
  GENERAL(1),
  PREFLIGHT(2),
  CONFIGURATION(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The number the process exits with. */
  public int code() {
    return code;
  }
}
