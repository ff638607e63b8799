package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import java.util.List;

/**
 * Which phases of a workflow are taken.
 *
 * @param only those alone, with what is in them; all when empty
 * @param except never those, nor what is in them
 */
public record PhaseSelection(List<PhasePath> only, List<PhasePath> except) {
  /** Every phase. */
  public static final PhaseSelection ALL = new PhaseSelection(List.of(), List.of());

  public PhaseSelection {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }

  /** Those phases alone, as {@code init phase certs apiserver} asks. */
  public static PhaseSelection only(PhasePath... paths) {
    return new PhaseSelection(List.of(paths), List.of());
  }

  /** All but those, as {@code --skip-phases} asks. */
  public static PhaseSelection except(List<PhasePath> paths) {
    return new PhaseSelection(List.of(), paths);
  }

  /**
   * The steps taken, in order.
   *
   * @throws UnknownPhaseException where a path names no phase
   */
  public <C> List<PlacedStep<C>> of(Workflow<C> workflow) {
    var known = workflow.paths();
    var unknown =
        java.util.stream.Stream.concat(only.stream(), except.stream())
            .filter(path -> !known.contains(path))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UnknownPhaseException(workflow.name(), unknown, known);
    }
    return workflow.steps().stream()
        .filter(s -> only.isEmpty() || only.stream().anyMatch(s.path()::within))
        .filter(s -> except.stream().noneMatch(s.path()::within))
        .toList();
  }

  /** Whether the whole workflow is taken. */
  public boolean whole() {
    return only.isEmpty() && except.isEmpty();
  }
}
