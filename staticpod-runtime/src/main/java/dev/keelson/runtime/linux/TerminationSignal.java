package dev.keelson.runtime.linux;

/**
 * SIGTERM and SIGINT as a call instead of the JVM's own ending: its shutdown hooks cannot be
 * hurried by a second signal, and make of an orderly end the exit status 143.
 */
public final class TerminationSignal {
  private TerminationSignal() {}

  /** Has {@code onSignal} called for every such signal, on a thread of the JVM's. */
  public static void handle(Runnable onSignal) {
    JvmSignal.handle("TERM", onSignal);
    JvmSignal.handle("INT", onSignal);
  }
}
