package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.transition.Transition;
import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Plans the steps that contribute files, part by part in the order of roll-out, and takes each part
 * as soon as it is whole: the first pod starts while the keys of the next are still generated.
 */
final class PartLane<C> implements Runnable {
  private final List<String> parts;
  private final List<PlacedStep<C>> steps;
  private final C context;
  private final PlannedNodeView view;
  private final Transition transition;
  private final Prepared prepared;
  private final PhasePath last;

  /** The step whose work is under way: the one to blame. */
  private PhasePath at;

  private Duration lastTook = Duration.ZERO;

  PartLane(
      List<String> parts,
      List<PlacedStep<C>> steps,
      C context,
      PlannedNodeView view,
      Transition transition,
      Prepared prepared) {
    this.parts = parts;
    this.steps = steps;
    this.context = context;
    this.view = view;
    this.transition = transition;
    this.prepared = prepared;
    this.last = steps.getLast().path();
    this.at = last;
  }

  @Override
  public void run() {
    try {
      for (String part : parts) {
        take(part, steps.stream().filter(step -> partOf(step).equals(part)).toList());
      }
      transition.close();
    } catch (InterruptedException | RuntimeException | Error e) {
      prepared.failed(at, e);
      return;
    }
    prepared.finished(last, lastTook);
  }

  private void take(String name, List<PlacedStep<C>> steps) throws InterruptedException {
    var directories = new LinkedHashSet<PartDirectory>();
    var files = new LinkedHashMap<Path, PartFile>();
    for (PlacedStep<C> step : steps) {
      long start = System.nanoTime();
      at = step.path();
      Part part = planner(step).plan(context);
      view.plan(part.files());
      directories.addAll(part.directories());
      part.files().forEach(file -> putLast(files, file));
      if (step.equals(steps.getLast())) {
        transition.take(new Part(name, List.copyOf(directories), List.copyOf(files.values())));
      }
      ended(step.path(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** The last step of all ends when the revision is closed. */
  private void ended(PhasePath step, Duration took) {
    if (step.equals(last)) {
      lastTook = took;
    } else {
      prepared.finished(step, took);
    }
  }

  /** The order of the last step to contribute a file is the order it is written in. */
  private static void putLast(Map<Path, PartFile> files, PartFile file) {
    files.remove(file.path());
    files.put(file.path(), file);
  }

  private static <C> Contribution.Planner<C, Part> planner(PlacedStep<C> step) {
    return files(step).planner();
  }

  private static <C> String partOf(PlacedStep<C> step) {
    return files(step).part();
  }

  private static <C> Contribution.Files<C> files(PlacedStep<C> step) {
    return (Contribution.Files<C>) step.step().contribution();
  }
}
