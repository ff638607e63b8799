package dev.keelson.runtime;

import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.rollout.Coexistence;

/**
 * Whoever knows more of the programs in this node's pods than their manifests tell.
 *
 * @param coexistence asked before and while a pod gets a successor beside it
 * @param listener told of every pod
 */
public record Companion(Coexistence coexistence, PodListener listener) {
  /** Nobody. */
  public static final Companion NONE =
      new Companion(
          Coexistence.UNKNOWN,
          new PodListener() {
            @Override
            public void changed(PodSnapshot pod) {}

            @Override
            public void removed(PodSnapshot last) {}

            @Override
            public void event(PodEvent event) {}
          });
}
