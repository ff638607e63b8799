package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.workflow.Phase.Group;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The phases of one command, in order.
 *
 * @param name the command, {@code init}
 * @param parts the parts its phases contribute to, in the order they are rolled out
 */
public record Workflow<C>(String name, List<String> parts, List<Phase<C>> phases) {
  public Workflow {
    parts = List.copyOf(parts);
    phases = List.copyOf(phases);
  }

  /** A step with its place. */
  public record PlacedStep<C>(PhasePath path, Step<C> step) {}

  /** All steps in order. */
  public List<PlacedStep<C>> steps() {
    var steps = new ArrayList<PlacedStep<C>>();
    walk((path, phase) -> {
      if (phase instanceof Step<C> step) {
        steps.add(new PlacedStep<>(path, step));
      }
    });
    return steps;
  }

  /** The paths of all phases, groups before what is in them. */
  public List<PhasePath> paths() {
    var paths = new ArrayList<PhasePath>();
    walk((path, _) -> paths.add(path));
    return paths;
  }

  /** Shows every phase with its path to {@code visitor}, groups before what is in them. */
  public void walk(BiConsumer<PhasePath, Phase<C>> visitor) {
    var top = new PhasePath(List.of());
    phases.forEach(phase -> walk(top, phase, visitor));
  }

  private static <C> void walk(
      PhasePath above, Phase<C> phase, BiConsumer<PhasePath, Phase<C>> visitor) {
    PhasePath path = above.child(phase.name());
    visitor.accept(path, phase);
    switch (phase) {
      case Group<C> group -> group.children().forEach(child -> walk(path, child, visitor));
      case Step<C> _ -> {
        // A leaf.
      }
    }
  }
}
