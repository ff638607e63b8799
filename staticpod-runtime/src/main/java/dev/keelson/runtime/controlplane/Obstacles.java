package dev.keelson.runtime.controlplane;

import java.util.Optional;
import java.util.stream.Stream;

/** What keeps two of a control-plane component from running side by side. */
final class Obstacles {
  private static final String AUDIT_LOG = "audit-log-path";

  private Obstacles() {}

  /** Why the two cannot, in half a sentence; empty when they can. */
  static Optional<String> of(Program running, Program next) {
    return auditLog(running, next).or(() -> election(running, next));
  }

  /**
   * The API server rotates its audit log at {@code --audit-log-maxsize}, at 100 MB where that is
   * not given, and goes on at the place in the file that it has reached itself: lines of another
   * that writes to the same file are overwritten.
   */
  private static Optional<String> auditLog(Program running, Program next) {
    if (!running.isApiServer()) {
      return Optional.empty();
    }
    return running
        .flag(AUDIT_LOG)
        .filter(path -> !path.equals("-") && next.flag(AUDIT_LOG).filter(path::equals).isPresent())
        .map(path ->
            "both would write and rotate the audit log "
                + path
                + ", and lines of it would be lost; --audit-log-path=- or a webhook can be shared");
  }

  private static Optional<String> election(Program running, Program next) {
    if (!running.isElected()) {
      return Optional.empty();
    }
    if (!elects(running) || !elects(next)) {
      return Optional.of("without --leader-elect=true both would act at once");
    }
    return Stream.of("leader-elect-resource-name", "leader-elect-resource-namespace")
        .filter(flag -> !running.flag(flag).equals(next.flag(flag)))
        .findFirst()
        .map(flag -> "--" + flag + " changes, so that both would lead at once");
  }

  /** The flag is true where it is not given; a configuration file may say otherwise. */
  private static boolean elects(Program program) {
    Optional<String> flag = program.flag("leader-elect");
    return flag.map("true"::equals).orElse(program.flag("config").isEmpty());
  }
}
