package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a container of {@link InMemoryEngine} does instead of running a process.
 *
 * @param output lines it writes to its standard output when it starts
 * @param exitsWith it ends at once with that code; empty: it runs until it is stopped
 * @param onStopSignal the code it ends with on its stop signal; empty: it ignores the signal
 * @param startFailure it cannot be started, and why
 * @param exec how it answers a command run in it
 */
public record Program(
    List<String> output,
    OptionalInt exitsWith,
    OptionalInt onStopSignal,
    Optional<String> startFailure,
    Function<List<String>, ExecResult> exec) {
  /** Runs until it is stopped, then exits with 0; every command in it succeeds. */
  public static Program runs() {
    return new Program(
        List.of(),
        OptionalInt.empty(),
        OptionalInt.of(0),
        Optional.empty(),
        _ -> new ExecResult(0, "", ""));
  }

  /** Ends at once. */
  public static Program exits(int code) {
    return new Program(
        List.of(), OptionalInt.of(code), OptionalInt.of(0), Optional.empty(), runs().exec());
  }

  /** Does not start. */
  public static Program cannotStart(String why) {
    return new Program(
        List.of(), OptionalInt.empty(), OptionalInt.of(0), Optional.of(why), runs().exec());
  }

  /** The same, printing those lines first. */
  public Program printing(String... lines) {
    return new Program(List.of(lines), exitsWith, onStopSignal, startFailure, exec);
  }

  /** The same, deaf to its stop signal. */
  public Program ignoringStopSignal() {
    return new Program(output, exitsWith, OptionalInt.empty(), startFailure, exec);
  }

  /** The same, answering commands like this. */
  public Program answering(Function<List<String>, ExecResult> answer) {
    return new Program(output, exitsWith, onStopSignal, startFailure, answer);
  }
}
