package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.pod.ContainerState.Terminated;
import dev.keelson.runtime.pod.ContainerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How containers ended, in the API's words and in a sentence. */
final class Endings {
  private static final int SHOWN_LINES = 5;
  private static final int KILLED = 137;
  private static final int NOT_STARTED = 128;
  private static final String WITH_ALL = "RestartingAllContainers";
  private static final String REMOVED =
      "The container is removed because RestartAllContainers in place";
  private static final String CRASH_LOOP = "CrashLoopBackOff";

  /** What a container waits for that is started anew with all others. */
  static final Waiting RESTARTING_ALL = new Waiting(WITH_ALL, REMOVED);

  private Endings() {}

  /**
   * One ending.
   *
   * @param words a sentence with the exit code and the last log lines
   */
  record Ending(Terminated terminated, String words) {}

  static Ending of(
      PodContext context,
      ContainerSpec spec,
      ContainerStatus status,
      State.Exited exited,
      String containerId) {
    String message =
        LastWords.message(context.directory().terminationLog(spec.name(), status.attempt()));
    if (message.isEmpty() && exited.exitCode() != 0 && spec.terminationMessage().fallbackToLogs()) {
      message = LastWords.logTail(status.logPath());
    }
    var terminated =
        new Terminated(
            exited.exitCode(),
            reason(exited),
            nullIfEmpty(message),
            exited.startedAt().orElse(couldNotStart(exited) ? Instant.EPOCH : null),
            exited.finishedAt(),
            containerId);
    return new Ending(
        terminated, exited.startedAt().isEmpty() ? message : words(spec, status, exited));
  }

  /** As containerd has it end then, which tells 1970 as its start. */
  private static boolean couldNotStart(State.Exited exited) {
    return exited.startedAt().isEmpty() && exited.exitCode() == NOT_STARTED;
  }

  private static String reason(State.Exited exited) {
    if (couldNotStart(exited)) {
      return "StartError";
    }
    if (exited.oomKilled()) {
      return "OOMKilled";
    }
    return exited.exitCode() == 0 ? "Completed" : "Error";
  }

  private static String words(ContainerSpec spec, ContainerStatus status, State.Exited exited) {
    List<String> lines = LastWords.lines(status.logPath(), SHOWN_LINES);
    return "container "
        + spec.name()
        + (exited.oomKilled()
            ? " was killed because it used more memory than it may"
            : " exited with code " + exited.exitCode())
        + (lines.isEmpty() ? ", and its log is empty" : "; its last log lines: ")
        + String.join(" | ", lines);
  }

  /** One that the engine does not know any more. */
  static Terminated vanished(String containerId, Instant startedAt, Instant now) {
    return new Terminated(
        KILLED,
        "ContainerStatusUnknown",
        "The container could not be located",
        startedAt,
        now,
        containerId);
  }

  /** One that was removed to be started anew with all others. */
  static Terminated restartedWithAll() {
    return new Terminated(KILLED, WITH_ALL, REMOVED, null, null, null);
  }

  /** Whether that is how it ended. */
  static boolean isWithAll(Terminated end) {
    return WITH_ALL.equals(end.reason());
  }

  static Waiting crashLoop(PodContext context, ContainerSpec spec, Duration delay) {
    String pod =
        context.manifest().name()
            + "_"
            + context.manifest().namespace()
            + "("
            + context.manifest().uid()
            + ")";
    context
        .events()
        .warning(
            spec.name(),
            "BackOff",
            "Back-off restarting failed container " + spec.name() + " in pod " + pod);
    return new Waiting(
        CRASH_LOOP,
        "back-off "
            + goDuration(delay)
            + " restarting failed container="
            + spec.name()
            + " pod="
            + pod);
  }

  /** Minutes and seconds as the kubelet prints them: 10s, 2m40s. */
  private static String goDuration(Duration delay) {
    return (delay.toMinutes() > 0 ? delay.toMinutes() + "m" : "") + delay.toSecondsPart() + "s";
  }

  static boolean isCrashLoop(Waiting waiting) {
    return waiting.reason().equals(CRASH_LOOP);
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
