package dev.keelson.runtime.linux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * SIGTERM and SIGINT as a call instead of the JVM's own ending: its shutdown hooks cannot be
 * hurried by a second signal, and make of an orderly end the exit status 143.
 */
public final class TerminationSignal {
  private TerminationSignal() {}

  /** Has {@code onSignal} called for every such signal, on a thread of the JVM's. */
  public static void handle(Runnable onSignal) {
    try {
      // By reflection: the class is the JDK's only way to signals, and javac warns of every
      // mention.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(onSignal);
      Object proxy =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      for (String name : new String[] {"TERM", "INT"}) {
        Object number = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no jdk.unsupported module", e);
    }
  }
}
