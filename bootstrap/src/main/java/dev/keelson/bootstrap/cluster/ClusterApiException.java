package dev.keelson.bootstrap.cluster;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import org.jspecify.annotations.Nullable;

/** A call of the Kubernetes API that did not do what was asked. */
public final class ClusterApiException extends KeelsonException {
  public ClusterApiException(String message, @Nullable Throwable cause) {
    super(message, ExitStatus.GENERAL, cause);
  }
}
