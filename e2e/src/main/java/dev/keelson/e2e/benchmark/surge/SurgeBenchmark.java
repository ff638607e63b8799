package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.Contender;
import dev.keelson.e2e.benchmark.Contenders;
import dev.keelson.e2e.benchmark.Machine;
import dev.keelson.e2e.benchmark.Section;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentException;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.testnode.TestNodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes the control planes of keelson and of kubeadm with the kubelet in the same ways, under the
 * same clients, and writes a section of the report and its picture.
 *
 * <p>Exit status 1: a control plane did not do what was waited for; 3: the words on the command
 * line are not known.
 */
public final class SurgeBenchmark {
  private final SurgeOptions options;
  private final ComponentVersions versions = ComponentVersions.all().getFirst();

  private SurgeBenchmark(SurgeOptions options) {
    this.options = options;
  }

  /** See {@link SurgeOptions#USAGE}. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws Exception {
    try {
      var benchmark = new SurgeBenchmark(SurgeOptions.parse(arguments));
      benchmark.write(benchmark.measure());
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + SurgeOptions.USAGE);
      return 3;
    } catch (BenchmarkException | ComponentException | TestNodeException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private List<RunResults> measure() throws Exception {
    var components = new Components(ComponentCache.ofUser(), Platform.current(), System.err);
    Path kubectl = components.program(versions, "kubectl");
    List<RunResults> runs = new ArrayList<>();
    for (Contender contender : Contenders.of(options.only(), options.launcher())) {
      runs.add(run(contender, kubectl));
    }
    return runs;
  }

  private RunResults run(Contender contender, Path kubectl) throws Exception {
    Optional<String> launcher =
        contender.name().equals("keelson")
            ? Optional.of(options.launcher().toAbsolutePath().toString())
            : Optional.empty();
    String programs = kubectl.resolveSibling("").toString();
    try (ControlPlane controlPlane = ControlPlane.of(contender, kubectl);
        Clients clients =
            Clients.start(controlPlane, controlPlane.apiServer(), programs, options.rate())) {
      var contest = new Contest(controlPlane, clients, launcher);
      List<StoryResult> stories = new ArrayList<>();
      clients.awaitCompiled();
      int changes = launcher.isPresent() ? options.changes() : options.kubeletChanges();
      for (Story story : Story.all(options, changes)) {
        stories.add(contest.play(story));
        System.err.println(contender.name() + ": " + SurgeReport.line(stories.getLast()));
      }
      return new RunResults(
          contender.title(),
          stories,
          clients.end(),
          clients.connections().timeline(),
          Instant.now());
    }
  }

  private void write(List<RunResults> runs) throws IOException {
    Path report = options.report().toAbsolutePath();
    Files.createDirectories(report.resolveSibling("."));
    Files.writeString(report.resolveSibling(SurgeReport.PICTURE), FailurePicture.of(runs));
    String section = SurgeReport.of(versions.kubernetes(), Machine.current(), options.rate(), runs);
    String page = Files.exists(report) ? Files.readString(report) : "# Benchmarks\n";
    Files.writeString(report, Section.placed(section, page));
    System.out.println(section);
  }
}
