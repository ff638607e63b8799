package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Effect.DeleteEmptyDirectory;
import dev.keelson.bootstrap.effect.Effect.DeleteFile;
import dev.keelson.bootstrap.effect.Effect.DeleteTree;
import dev.keelson.bootstrap.node.MountTable;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.PartRecord.FileRecord;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.revision.RevisionRecord;
import dev.keelson.bootstrap.revision.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plans the way to nothing: what the revisions brought, what their pods left, the directories that
 * keelson made, and at last keelson's own notes. Whatever else lies there stays and is named.
 */
public final class Removal {
  /** The pods' grace periods are 30 s; etcd and the API server stop within theirs. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /**
   * The runtime's files and keelson's notes, removed last: without the revisions nobody knows what
   * reset was to remove.
   */
  private static final Set<String> NOTES =
      Set.of(
          "engine",
          "runtime.json",
          "runtime.log",
          "rollouts",
          "current",
          "last-good",
          "keys",
          "revisions",
          "objects",
          "made-directories",
          "lock");

  private final NodeLayout layout;
  private final NodeView node;
  private final List<RevisionRecord> revisions;
  private final StateDirectory state;
  private final List<Path> made;

  /** A plan by what the log and the node have now. */
  public Removal(NodeLayout layout, NodeView node) {
    this.layout = layout;
    this.node = node;
    this.revisions = new RevisionLog(layout.state()).all().reversed();
    this.state = new StateDirectory(layout.state());
    this.made = state.made().reversed();
  }

  /**
   * The plan.
   *
   * @param runtime whether there is a pod runtime
   * @param purge whether pulled images go too
   */
  public RemovalPlan plan(boolean runtime, MountTable mounts, boolean purge) {
    var pods = new PodLeftovers(layout, node, revisions);
    var effects = new ArrayList<Effect>();
    Optional<Effect> stop =
        runtime || (ranOnce() && podsMayRun(pods)) || node.exists(layout.changedSetting())
            ? Optional.of(new Effect.StopPods(GRACE))
            : Optional.empty();
    var trees = new LinkedHashSet<Path>(pods.directories());
    trees.addAll(podData());
    var unmounted = new ArrayList<>(trees);
    unmounted.add(layout.run());
    unmounted.add(layout.state());
    mounts.below(unmounted).stream()
        .filter(path -> purge || !path.startsWith(layout.images()))
        .forEach(path -> effects.add(new Effect.Unmount(path)));
    var files = brought().toList();
    files.forEach(path -> effects.add(new DeleteFile(path)));
    trees.stream().filter(node::exists).forEach(path -> effects.add(new DeleteTree(path)));
    if (node.exists(layout.run())) {
      trees.add(layout.run());
      effects.add(new DeleteTree(layout.run()));
    }
    madeOnNode().forEach(path -> effects.add(new DeleteEmptyDirectory(path)));
    return new RemovalPlan(stop, effects, onState(purge), kept(new LinkedHashSet<>(files), trees));
  }

  private Stream<Path> brought() {
    return revisions.stream()
        .flatMap(RevisionRecord::files)
        .filter(file -> !file.found())
        .map(FileRecord::path)
        .distinct()
        .filter(this::thereOrHalfWritten);
  }

  private boolean thereOrHalfWritten(Path file) {
    String half = "." + file.getFileName() + ".keelson-new";
    return Stream.of(file, file.resolveSibling(half), layout.kubernetes().resolve(half))
        .anyMatch(node::exists);
  }

  /** The runtime's configuration is written before its first start, and goes with the notes. */
  private boolean ranOnce() {
    return node.exists(layout.state().resolve("runtime.json"));
  }

  private boolean podsMayRun(PodLeftovers pods) {
    return !pods.directories().isEmpty()
        || brought().anyMatch(path -> path.startsWith(layout.manifests()) && node.exists(path));
  }

  private List<Path> podData() {
    return revisions.stream().flatMap(r -> r.header().podData().stream()).distinct().toList();
  }

  private Stream<Path> madeOnNode() {
    return made.stream().filter(path -> !layout.state().startsWith(path)).filter(node::exists);
  }

  private List<Effect> onState(boolean purge) {
    var effects = new ArrayList<Effect>();
    state.remains().stream().filter(node::exists).map(DeleteTree::new).forEach(effects::add);
    if (!node.exists(layout.state())) {
      return effects;
    }
    if (purge && node.exists(layout.images())) {
      effects.add(new DeleteTree(layout.images()));
    }
    var names = node.list(layout.state());
    if (names.stream().allMatch(name -> isNote(name) || (purge && isImages(name)))) {
      effects.add(new Effect.RemoveState(layout.state()));
      return effects;
    }
    names.stream()
        .filter(Removal::isNote)
        .map(name -> new DeleteTree(layout.state().resolve(name)))
        .forEach(effects::add);
    return effects;
  }

  private boolean isImages(String name) {
    return layout.state().resolve(name).equals(layout.images());
  }

  /** The notes, and those being written when something stopped it: a dot before the name. */
  private static boolean isNote(String name) {
    return NOTES.contains(name.startsWith(".") ? name.substring(1) : name);
  }

  /** What lies beside the files that go, in directories that would go if they were empty. */
  private List<Path> kept(Set<Path> files, Set<Path> trees) {
    var places = new TreeSet<Path>(madeOnNode().toList());
    files.forEach(file -> Optional.ofNullable(file.getParent()).ifPresent(places::add));
    var kept = new TreeSet<Path>();
    for (Path place : places) {
      for (String name : node.list(place)) {
        Path path = place.resolve(name);
        if (!goes(path, files, trees) && !made.contains(path) && !isTemporary(name)) {
          kept.add(path);
        }
      }
    }
    node.list(layout.state()).stream()
        .filter(name -> !isNote(name) && !isImages(name))
        .map(layout.state()::resolve)
        .forEach(kept::add);
    return List.copyOf(kept);
  }

  /** Whether it is, holds or lies in something that goes. */
  private boolean goes(Path path, Set<Path> files, Set<Path> trees) {
    return Stream.concat(files.stream(), trees.stream()).anyMatch(p -> p.startsWith(path))
        || trees.stream().anyMatch(path::startsWith)
        || layout.state().startsWith(path);
  }

  private static boolean isTemporary(String name) {
    return name.startsWith(".") && name.endsWith(".keelson-new");
  }
}
