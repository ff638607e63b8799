package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;
import java.util.stream.Collectors;

/** A phase was named that the workflow does not have. */
public final class UnknownPhaseException extends KeelsonException {
  UnknownPhaseException(String workflow, List<PhasePath> unknown, List<PhasePath> known) {
    super(
        "invalid phase name: %s; the phases of %s are %s"
            .formatted(text(unknown), workflow, text(known)),
        ExitStatus.CONFIGURATION);
  }

  private static String text(List<PhasePath> paths) {
    return paths.stream().map(PhasePath::toString).collect(Collectors.joining(", "));
  }
}
