package dev.keelson.e2e.benchmark;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Moves a thread of this process into a network that is not this machine's. */
public final class NetworkNamespace {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final int O_RDONLY_CLOEXEC = 0x80000;

  private static final MethodHandle OPEN = function("open", ADDRESS, JAVA_INT);
  private static final MethodHandle SETNS = function("setns", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT);

  private NetworkNamespace() {}

  /**
   * Makes every socket that the calling thread opens from now on one of that network. For a
   * platform thread that does nothing else: there is no way back.
   *
   * @param namespace such as {@code /proc/1/ns/net}
   */
  public static void enter(Path namespace) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("A virtual thread has no namespaces of its own.");
    }
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom(namespace.toString()), O_RDONLY_CLOEXEC);
      int result = file < 0 ? file : (int) SETNS.invokeExact(file, CLONE_NEWNET);
      int _ = file < 0 ? file : (int) CLOSE.invokeExact(file);
      if (result != 0) {
        throw new BenchmarkException(
            "Entering the network " + namespace + " failed; the benchmark needs root.");
      }
    } catch (BenchmarkException e) {
      throw e;
    } catch (Throwable e) {
      throw new BenchmarkException("Entering the network " + namespace + ": " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("restricted") // the signatures are those of the manual pages
  private static MethodHandle function(String name, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
  }
}
