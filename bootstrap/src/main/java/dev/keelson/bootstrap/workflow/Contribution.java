package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.transition.RemovalPlan;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a step adds to the desired node, or asks for. Each says what should be; the transition finds
 * out what that takes.
 *
 * @param <C> what it is planned from
 */
public sealed interface Contribution<C> {
  /** Computes one thing; may wait for inputs that others compute, such as keys. */
  @FunctionalInterface
  interface Planner<C, T> {
    T plan(C context) throws InterruptedException;
  }

  /** Looks at the node; throws when it will not do, tells warnings. */
  @FunctionalInterface
  interface Check<C> {
    void check(C context, Consumer<String> warnings);
  }

  /**
   * Files and directories of one part.
   *
   * @param part the part's name, known before anything is computed; parts are rolled out one after
   *     the other, each as soon as all its steps are planned
   */
  record Files<C>(String part, Planner<C, Part> planner) implements Contribution<C> {}

  /** A look at the node before anything is changed. */
  record Checks<C>(Check<C> check) implements Contribution<C> {}

  /** The running pod runtime, with the directories it works in and the file it is told by. */
  record RuntimeStart<C>(
      Planner<C, List<PartDirectory>> directories, Planner<C, PartFile> configuration)
      implements Contribution<C> {}

  /** Pods that must be ready, all awaited at once. */
  record Gates<C>(Planner<C, List<Effect.AwaitReady>> planner) implements Contribution<C> {}

  /** What is to go; planned once more when the pods have stopped, for they leave something. */
  record Cleanup<C>(Planner<C, RemovalPlan> planner) implements Contribution<C> {}

  /** What is to be said where nothing is to be done. */
  record Remark<C>(Planner<C, String> planner) implements Contribution<C> {}

  /**
   * Objects the API should have, applied one after the other.
   *
   * @param server the pod that serves the API; once its gate is passed they may be applied ahead,
   *     while other gates are still awaited
   */
  record Objects<C>(String server, Planner<C, List<Effect.OnCluster>> planner)
      implements Contribution<C> {}
}
