package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An engine as seen by a runtime that is killed at its nth call that changes something: from then
 * on every call ends the thread that makes it, as a kill would end them all. The engine lives on.
 */
final class MortalEngine {
  private static final Set<String> CHANGES =
      Set.of(
          "runSandbox",
          "stopSandbox",
          "removeSandbox",
          "createContainer",
          "startContainer",
          "stopContainer",
          "removeContainer",
          "pullImage");

  private final ContainerEngine engine;
  private final int fatalCall;
  private final boolean takesEffect;
  private int calls; // guarded by this
  private volatile boolean dead;

  /**
   * A runtime's view of an engine.
   *
   * @param fatalCall which call is the last, from 1
   * @param takesEffect whether the last call is still carried out
   */
  MortalEngine(ContainerEngine engine, int fatalCall, boolean takesEffect) {
    this.engine = engine;
    this.fatalCall = fatalCall;
    this.takesEffect = takesEffect;
  }

  /** What a thread of a killed runtime meets; nobody catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private Killed() {
      super("killed", null, false, false);
    }
  }

  boolean dead() {
    return dead;
  }

  ContainerEngine view() {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            ContainerEngine.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (dead) {
      throw new Killed();
    }
    if (!CHANGES.contains(method.getName()) || !isFatal()) {
      return pass(method, arguments);
    }
    if (takesEffect) {
      pass(method, arguments);
    }
    dead = true;
    throw new Killed();
  }

  private synchronized boolean isFatal() {
    return ++calls == fatalCall;
  }

  private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(engine, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
