package dev.keelson.bootstrap.desired;

/** The components of which one leads. */
final class Leaders {
  /**
   * How often one that waits looks whether it can lead, and one that leads says that it does. By
   * default it is 2 s, of which client-go makes up to 4.4 s: for so long nobody would lead after a
   * handover, though the lease is free at once.
   */
  static final String RETRY_PERIOD = "500ms";

  private Leaders() {}
}
