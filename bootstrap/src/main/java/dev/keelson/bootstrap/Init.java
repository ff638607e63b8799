package dev.keelson.bootstrap;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.desired.HostFacts;
import dev.keelson.bootstrap.effect.DryRunExecutor;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.effect.NodeExecutor;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.phase.InitContext;
import dev.keelson.bootstrap.phase.Workflows;
import dev.keelson.bootstrap.preflight.Checks;
import dev.keelson.bootstrap.revision.RevisionHeader;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.revision.RevisionRecord;
import dev.keelson.bootstrap.transition.Transition;
import dev.keelson.bootstrap.workflow.AnnouncingExecutor;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import dev.keelson.bootstrap.workflow.WorkflowRunner;
import dev.keelson.bootstrap.workflow.WorkflowRunner.Pace;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code keelson init}: from a bare node to a control plane, or single phases of it. Interrupted
 * anywhere and run again, it goes on where it was.
 */
public final class Init {
  private final InitRequest request;
  private final NodePorts ports;
  private final WorkflowListener listener;
  private final RevisionLog log;
  private final UnaryOperator<Executor> decoration;

  private Init(
      InitRequest request,
      NodePorts ports,
      WorkflowListener listener,
      UnaryOperator<Executor> decoration) {
    this.request = request;
    this.ports = ports;
    this.listener = listener;
    this.log = new RevisionLog(request.layout().state());
    this.decoration = decoration;
  }

  /**
   * Does what is asked and returns when the control plane is ready, or the phases are done.
   *
   * @throws AlreadyInitializedException where there is a control plane; exit status 2
   * @throws dev.keelson.bootstrap.workflow.UnknownPhaseException exit status 3
   * @throws dev.keelson.bootstrap.workflow.PhaseFailedException naming the phase and the cause; the
   *     exit status is 2 where checks failed, and nothing was changed then
   */
  public static void run(InitRequest request, NodePorts ports, WorkflowListener listener)
      throws InterruptedException {
    new Init(request, ports, listener, UnaryOperator.identity()).run();
  }

  /** The same with an executor around the real one, which tests make die. */
  static void run(
      InitRequest request,
      NodePorts ports,
      WorkflowListener listener,
      UnaryOperator<Executor> decoration)
      throws InterruptedException {
    new Init(request, ports, listener, decoration).run();
  }

  private void run() throws InterruptedException {
    var steps = selection().of(Workflows.init());
    request.spec().warnings().forEach(listener::warning);
    if (request.selection().only().isEmpty()) {
      refuseControlPlane();
    }
    var session = new InitSession(request, ports);
    try (session;
        Executor executor = decoration.apply(executor())) {
      var runner =
          new WorkflowRunner<InitContext>(
              executor, listener, request.dryRun() ? Pace.IN_ORDER : Pace.AHEAD);
      PlannedNodeView view = Transition.view(log, ports.node());
      var context = context(view, session);
      var rest = runner.check(steps, context);
      if (!rest.isEmpty()) {
        session.open(plansFiles(rest));
        var transition = transition(executor, rest);
        runner.run(Workflows.init(), rest, context, view, transition);
        session.forgetKeys();
        transition.commit();
      }
    }
  }

  private PhaseSelection selection() {
    var asked = request.selection();
    if (!asked.only().isEmpty()) {
      return asked;
    }
    return PhaseSelection.except(
        Stream.concat(
                asked.except().stream(), request.spec().skipPhases().stream().map(PhasePath::parse))
            .distinct()
            .toList());
  }

  private void refuseControlPlane() {
    Optional<RevisionRecord> good = log.lastGood();
    if (good.isPresent() && !ControlPlaneRecord.listed(good.get(), request.layout()).isEmpty()) {
      var runtime = ports.runtime();
      throw new AlreadyInitializedException(
          good.get().header(), runtime.running() ? runtime.pods() : List.of());
    }
  }

  private Executor executor() {
    return request.dryRun()
        ? new DryRunExecutor(listener::note)
        : new AnnouncingExecutor(
            new NodeExecutor(request.layout(), ports.node(), ports.runtime(), ports.cluster()),
            listener);
  }

  private InitContext context(PlannedNodeView view, InitSession session) {
    var spec = request.spec();
    var checks =
        Checks.init(
            spec,
            request.layout(),
            ports.node(),
            ports.images(),
            ours(),
            ports.runtime().running());
    return new InitContext(
        spec,
        request.layout(),
        view,
        HostFacts.read(spec, view),
        checks,
        () -> session.credentials(view, listener));
  }

  private Set<Component> ours() {
    return log.unfinished()
        .map(r -> ControlPlaneRecord.rolledOut(r, request.layout(), ports.node()))
        .orElseGet(() -> EnumSet.noneOf(Component.class));
  }

  private static boolean plansFiles(List<PlacedStep<InitContext>> steps) {
    return steps.stream().anyMatch(s -> s.step().contribution() instanceof Contribution.Files<?> _);
  }

  private Transition transition(Executor executor, List<PlacedStep<InitContext>> steps) {
    boolean whole = selection().whole();
    var taken =
        steps.stream()
            .flatMap(s ->
                s.step().contribution() instanceof Contribution.Files<InitContext> files
                    ? Stream.of(files.part())
                    : Stream.empty())
            .toList();
    var spec = request.spec();
    var header =
        new RevisionHeader(
            1,
            ports.clock().instant(),
            request.command(),
            spec.nodeName(),
            Workflows.init().parts().stream().filter(taken::contains).toList(),
            podData(spec));
    var scope = whole ? Transition.Scope.WHOLE : Transition.Scope.SELECTED;
    return new Transition(log, ports.node(), executor, scope, header);
  }

  /**
   * What etcd writes below its data directory; the directory itself may be the user's. The empty
   * file is its try whether it may write there (client/pkg/fileutil, IsDirWriteable), which stays
   * when it is killed right then.
   */
  private static List<Path> podData(ClusterSpec spec) {
    return switch (spec.etcd()) {
      case EtcdSpec.Local local ->
          List.of(local.dataDir().resolve("member"), local.dataDir().resolve(".touch"));
      case EtcdSpec.External _ -> List.of();
    };
  }
}
