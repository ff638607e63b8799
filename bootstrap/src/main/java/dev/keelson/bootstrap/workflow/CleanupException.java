package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;

/** A part of the node could not be removed; what knows of it stays, so that reset can go on. */
public final class CleanupException extends KeelsonException {
  CleanupException(List<String> reasons) {
    super(
        String.join("; ", reasons) + "; mend this and run `keelson reset` again",
        ExitStatus.GENERAL);
  }
}
