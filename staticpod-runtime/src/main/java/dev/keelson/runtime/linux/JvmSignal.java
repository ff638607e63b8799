package dev.keelson.runtime.linux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Signals as calls. */
final class JvmSignal {
  private JvmSignal() {}

  /** Has {@code onSignal} called for every signal of that name, on a thread of the JVM's. */
  static void handle(String name, Runnable onSignal) {
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
      Object number = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no jdk.unsupported module", e);
    }
  }
}
