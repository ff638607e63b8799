package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * One function of the C library, called with its {@code errno} kept. Linking costs milliseconds, so
 * an instance is kept in a static field of the class that needs it; calls may come from any thread
 * and block that thread's carrier.
 */
public final class SystemCall {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(PathElement.groupElement("errno")).withInvokeExactBehavior();

  private final String name;
  private final MethodHandle handle;

  private SystemCall(String name, MethodHandle handle) {
    this.name = name;
    // As one array, once: invokeWithArguments would adapt the handle anew for every call.
    this.handle =
        handle
            .asType(handle.type().generic().changeReturnType(int.class))
            .asSpreader(Object[].class, handle.type().parameterCount());
  }

  /** The function of that name which returns an {@code int} and takes arguments of that layout. */
  public static SystemCall of(String name, MemoryLayout... arguments) {
    return link(name, arguments, Linker.Option.captureCallState("errno"));
  }

  /** As {@link #of}, for a function whose arguments from {@code firstVariadic} on are optional. */
  public static SystemCall variadic(String name, int firstVariadic, MemoryLayout... arguments) {
    return link(
        name,
        arguments,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(firstVariadic));
  }

  // Calling C is what this class is for; native access is granted on the command line.
  @SuppressWarnings("restricted")
  private static SystemCall link(String name, MemoryLayout[] arguments, Linker.Option... options) {
    return new SystemCall(
        name,
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
            options));
  }

  /**
   * Calls it.
   *
   * @param subject what the call is about, for the message
   * @param arguments Integer, Long or MemorySegment, as the layouts say
   * @return what the function returned, never -1
   * @throws SystemCallException when it returned -1
   */
  public int call(Object subject, Object... arguments) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      int result = (int) handle.invokeExact(all);
      if (result == -1) {
        throw new SystemCallException(name, subject.toString(), (int) ERRNO.get(state, 0L));
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }
}
