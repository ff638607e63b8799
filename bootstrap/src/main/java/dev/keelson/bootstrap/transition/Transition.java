package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.PartRecord;
import dev.keelson.bootstrap.revision.RevisionHeader;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.revision.RevisionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from what is recorded to the next revision, part by part: stage, then roll out.
 *
 * <pre>
 *   take(part) ... take(part)  ->  close()  ->  [gates, API objects]  ->  commit()
 * </pre>
 *
 * <p>Killed anywhere and begun again it goes on with the same revision: parts that were staged are
 * read by the next plan through {@link #view}. Where nothing differs, no revision is made at all.
 * For one thread.
 */
public final class Transition {
  /** Whether parts and files that are not planned this time stay or go. */
  public enum Scope {
    /** A whole workflow: the plan is all the node should have. */
    WHOLE,
    /** Single phases: whatever else is recorded stays. */
    SELECTED
  }

  private final RevisionLog log;
  private final NodeView disk;
  private final Executor executor;
  private final Scope scope;
  private final RevisionHeader header;
  private final Optional<RevisionRecord> base;
  private final List<RevisionRecord> earlier;
  private final boolean resumed;
  private final Map<String, Part> unchanged = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private boolean opened;

  /**
   * A transition from what the log has.
   *
   * @param wanted the header of the revision; its number is replaced by the next one
   */
  public Transition(
      RevisionLog log, NodeView disk, Executor executor, Scope scope, RevisionHeader wanted) {
    this.log = log;
    this.disk = disk;
    this.executor = executor;
    this.scope = scope;
    var unfinished = log.unfinished();
    this.resumed = unfinished.isPresent();
    this.base = unfinished.or(log::current);
    this.earlier = log.all();
    this.header = numbered(wanted, unfinished);
  }

  private RevisionHeader numbered(RevisionHeader wanted, Optional<RevisionRecord> unfinished) {
    int number =
        unfinished
            .map(RevisionRecord::number)
            .orElseGet(() -> base.map(r -> r.number() + 1).orElse(1));
    var parts = new LinkedHashSet<>(wanted.parts());
    var podData = new LinkedHashSet<>(wanted.podData());
    if (scope == Scope.SELECTED) {
      base.ifPresent(r -> parts.addAll(r.header().parts()));
      base.ifPresent(r -> podData.addAll(r.header().podData()));
    }
    return new RevisionHeader(
        number,
        wanted.created(),
        wanted.command(),
        wanted.nodeName(),
        List.copyOf(parts),
        List.copyOf(podData));
  }

  /**
   * What a plan reads: the node, and over it the parts of a revision that was interrupted, so that
   * their certificates are reused although they may not be in their place yet.
   */
  public static PlannedNodeView view(RevisionLog log, NodeView disk) {
    var view = new PlannedNodeView(disk);
    log.unfinished().stream()
        .flatMap(revision -> revision.parts().values().stream())
        .forEach(part -> view.plan(part.load(log.objects()).files()));
    return view;
  }

  /** Stages the part, then rolls it out. */
  public void take(Part planned) throws InterruptedException {
    Part part = scope == Scope.SELECTED ? merged(planned) : planned;
    PartRecord record = PartRecord.of(part, found(part));
    var before = recorded(part.name());
    var rollOut = Difference.between(before, part, disk);
    taken.add(part.name());
    if (!opened && !resumed && rollOut.isEmpty() && before.equals(Optional.of(record))) {
      unchanged.put(part.name(), part);
      return;
    }
    open();
    stage(part, record);
    for (Effect effect : rollOut) {
      executor.execute(effect);
    }
  }

  /** All parts were taken: what is recorded besides is carried over, or removed. */
  public void close() throws InterruptedException {
    if (!opened && !resumed && (scope == Scope.SELECTED || taken.containsAll(recordedParts()))) {
      return;
    }
    open();
    for (String name : recordedParts()) {
      if (!taken.contains(name)) {
        leave(recorded(name).orElseThrow());
      }
    }
  }

  private void leave(PartRecord record) throws InterruptedException {
    if (scope == Scope.SELECTED) {
      stage(record.load(log.objects()), record);
      return;
    }
    var nothing = new Part(record.name(), List.of(), List.of());
    for (Effect effect : Difference.between(Optional.of(record), nothing, disk)) {
      executor.execute(effect);
    }
  }

  /** The node is on the new revision, and all gates were passed. */
  public void commit() throws InterruptedException {
    if (opened) {
      executor.execute(new Effect.CommitRevision(header.number()));
      executor.execute(new Effect.MarkGood(header.number()));
    }
  }

  /** The number of the revision this leads to, or of the one that is already there. */
  public int number() {
    return opened || base.isEmpty() ? header.number() : base.get().number();
  }

  private void open() throws InterruptedException {
    if (opened) {
      return;
    }
    opened = true;
    executor.execute(new Effect.OpenRevision(header));
    for (Part part : unchanged.values()) {
      stage(part, PartRecord.of(part, found(part)));
    }
  }

  private void stage(Part part, PartRecord record) throws InterruptedException {
    executor.execute(new Effect.StagePart(header.number(), part, record));
  }

  private List<String> recordedParts() {
    return base.map(r -> List.copyOf(r.parts().keySet())).orElse(List.of());
  }

  private Optional<PartRecord> recorded(String name) {
    return base.flatMap(r -> r.part(name));
  }

  /** Files that lie there as planned though no revision brought them: the user's own. */
  private Set<Path> found(Part part) {
    return part.files().stream()
        .filter(file -> disk.read(file.path()).equals(Optional.of(file.content())))
        .map(PartFile::path)
        .filter(path -> earlier.stream().noneMatch(r -> r.brought(path)))
        .collect(Collectors.toSet());
  }

  private Part merged(Part planned) {
    var recorded = recorded(planned.name());
    if (recorded.isEmpty()) {
      return planned;
    }
    Part old = recorded.get().load(log.objects());
    var directories = new LinkedHashSet<PartDirectory>(planned.directories());
    directories.addAll(old.directories());
    var files = new LinkedHashMap<Path, PartFile>();
    old.files().forEach(file -> files.put(file.path(), file));
    planned.files().forEach(file -> files.put(file.path(), file));
    return new Part(planned.name(), List.copyOf(directories), manifestLast(files));
  }

  private static List<PartFile> manifestLast(Map<Path, PartFile> files) {
    var ordered = new ArrayList<PartFile>();
    files.values().stream().filter(f -> !isManifest(f)).forEach(ordered::add);
    files.values().stream().filter(Transition::isManifest).forEach(ordered::add);
    return ordered;
  }

  private static boolean isManifest(PartFile file) {
    return PodRevision.of(file.content()).isPresent();
  }
}
