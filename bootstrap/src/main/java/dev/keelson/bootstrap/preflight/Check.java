package dev.keelson.bootstrap.preflight;

import java.util.List;

/**
 * One look at the node before anything is changed. Reads only; any thread. Names are kubeadm's, as
 * {@code --ignore-preflight-errors} writes them (cmd/kubeadm/app/preflight/checks.go).
 */
public interface Check {
  /** Such as {@code Port-6443}. */
  String name();

  /** What is wrong; none where all is well. */
  List<Finding> findings();

  /** One thing that is not as it should be. */
  sealed interface Finding {
    /** One sentence. */
    String sentence();
  }

  /** It cannot work like this. */
  record Problem(String sentence) implements Finding {}

  /** It may work, and is worth a look. */
  record Concern(String sentence) implements Finding {}
}
