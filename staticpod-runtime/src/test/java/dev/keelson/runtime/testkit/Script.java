package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecResult;
import java.util.List;

/** What the engine contract's containers run: as a command for a real engine, as a program here. */
public enum Script {
  /** Runs until it is asked to stop, then exits with 0. */
  RUNS("trap 'exit 0' TERM; while :; do sleep 1000 & wait $!; done"),
  /** Is deaf to its stop signal. */
  DEAF("trap '' TERM; while :; do sleep 1000 & wait $!; done"),
  /** Says two lines and exits with 3. */
  SAYS_AND_EXITS("echo hello; echo world; exit 3"),
  /** Names a program the image does not have. */
  MISSING("");

  /** A command for exec that returns once the script has set its traps and sleeps. */
  public static final List<String> UNTIL_SETTLED =
      List.of("sh", "-c", "until [ -n \"$(pidof sleep)\" ]; do :; done");

  /** A command for exec that prints {@code out} and {@code err} and exits with 4. */
  public static final List<String> PRINTS = List.of("sh", "-c", "echo out; echo err >&2; exit 4");

  /** A command for exec that prints what it reads, to the end of that. */
  public static final List<String> COPIES = List.of("cat");

  /** A command for exec that says whether it has a terminal. */
  public static final List<String> ON_TERMINAL =
      List.of("sh", "-c", "test -t 0 && test -t 1 && echo yes; exit 5");

  private final String shell;

  Script(String shell) {
    this.shell = shell;
  }

  /** The command of a container. */
  public List<String> command() {
    return this == MISSING ? List.of("/no/such") : List.of("sh", "-c", shell);
  }

  /** What the in-memory engine makes of that container's command. */
  static Program program(ContainerConfig config) {
    for (Script script : values()) {
      if (script.command().equals(config.command())) {
        return script.program();
      }
    }
    throw new AssertionError("no script has the command " + config.command());
  }

  private Program program() {
    return switch (this) {
      case RUNS -> Program.runs().answering(Script::answer);
      case DEAF -> Program.runs().ignoringStopSignal().answering(Script::answer);
      case SAYS_AND_EXITS -> Program.exits(3).printing("hello", "world");
      case MISSING -> Program.cannotStart("/no/such: no such file or directory");
    };
  }

  private static ExecResult answer(List<String> command) {
    if (command.equals(MISSING.command())) {
      throw new EngineException("failed to exec in container: exec: \"/no/such\": no such file");
    }
    if (command.equals(ON_TERMINAL)) {
      return new ExecResult(5, "yes\n", "");
    }
    return command.equals(PRINTS) ? new ExecResult(4, "out\n", "err\n") : new ExecResult(0, "", "");
  }
}
