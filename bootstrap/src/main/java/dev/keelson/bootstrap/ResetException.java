package dev.keelson.bootstrap;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;

/** A part of the node could not be removed; all the rest was. */
public final class ResetException extends KeelsonException {
  ResetException(List<String> reasons) {
    super(
        String.join("; ", reasons)
            + "; the rest was removed: mend this and run `keelson reset` again",
        ExitStatus.GENERAL);
  }
}
