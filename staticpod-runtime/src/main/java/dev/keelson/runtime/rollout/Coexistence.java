package dev.keelson.runtime.rollout;

import dev.keelson.runtime.manifest.PodManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a pod and its successor share that neither the kernel nor their ports tell; answered by
 * whoever knows the programs in them. Asked by pod workers, so it never waits.
 */
public interface Coexistence {
  /** Of programs nobody knows anything about: any two may run side by side and work at once. */
  Coexistence UNKNOWN =
      new Coexistence() {
        @Override
        public Optional<String> obstacle(PodManifest running, PodManifest next) {
          return Optional.empty();
        }

        @Override
        public Optional<Lead> lead(PodManifest running, List<Path> logs, Runnable changed) {
          return Optional.empty();
        }
      };

  /** Why the two cannot run side by side, in half a sentence; empty when they can. */
  Optional<String> obstacle(PodManifest running, PodManifest next);

  /**
   * The lead that the running pod has and that one alone can have, so that its successor does no
   * work before it has ended: readiness alone does not prove such a successor. Looked after until
   * it is closed.
   *
   * @param logs of the pod's containers that run
   * @param changed called from any thread whenever the standing is another
   * @return empty where it has none, or nobody but itself needs it
   */
  Optional<Lead> lead(PodManifest running, List<Path> logs, Runnable changed);

  /** A lead that is to pass from a pod to whoever comes after it. Safe for any thread. */
  interface Lead extends AutoCloseable {
    /** One that nobody can look after. */
    Lead UNKNOWN =
        new Lead() {
          @Override
          public Standing standing() {
            return Standing.UNKNOWN;
          }

          @Override
          public void close() {}
        };

    /** Whose it is, as far as is known now. */
    Standing standing();

    /** Ends looking after it. */
    @Override
    void close();
  }

  /** Whose a lead is. */
  enum Standing {
    /** Nobody could be asked. */
    UNKNOWN,
    /** Still of the pod that had it, or nobody's. */
    OPEN,
    /** Somebody else's. */
    TAKEN
  }
}
