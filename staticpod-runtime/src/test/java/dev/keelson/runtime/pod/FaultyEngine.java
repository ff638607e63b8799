package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of an engine some of whose calls end as no contract allows, as a fault in it would. */
final class FaultyEngine {
  private final ContainerEngine engine;
  private final Map<String, Integer> faults = new HashMap<>(); // guarded by this

  FaultyEngine(ContainerEngine engine) {
    this.engine = engine;
  }

  /** So many of the next calls of that name end so. */
  synchronized FaultyEngine stumbles(String call, int times) {
    faults.put(call, times);
    return this;
  }

  ContainerEngine view() {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            ContainerEngine.class.getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (_, method, arguments) -> call(method, arguments));
  }

  /** How many were left before this call. */
  private synchronized int left(String call) {
    int left = faults.getOrDefault(call, 0);
    faults.put(call, Math.max(0, left - 1));
    return left;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (left(method.getName()) > 0) {
      throw new IllegalStateException("stumbled in " + method.getName());
    }
    try {
      return method.invoke(engine, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
