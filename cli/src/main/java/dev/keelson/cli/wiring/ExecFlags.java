package dev.keelson.cli.wiring;

import java.util.List;
import java.util.Optional;

/**
 * What to run where, as the flags of {@code exec} say it.
 *
 * @param namespace empty for whichever has the pod
 * @param container empty for the default one
 */
public record ExecFlags(
    Optional<String> namespace,
    String pod,
    String container,
    boolean stdin,
    boolean tty,
    List<String> command) {
  public ExecFlags {
    command = List.copyOf(command);
  }
}
