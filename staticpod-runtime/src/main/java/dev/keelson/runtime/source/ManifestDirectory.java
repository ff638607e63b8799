package dev.keelson.runtime.source;

import dev.keelson.runtime.linux.Inotify;
import dev.keelson.runtime.linux.Inotify.Kind;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest directory, or one manifest, watched: tells what it asks for at the start and after
 * every change.
 *
 * <p>As for the kubelet a directory that is not there asks for no pods. Unlike the kubelet a file
 * is read when its writer has closed it or it was moved in, never half written, and a file that was
 * spoilt by an edit goes on asking for its last good pods.
 */
public final class ManifestDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestDirectory.class);
  private static final Duration LOOK_FOR_DIRECTORY = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

  private final ManifestPath path;
  private final PodParser parser;
  private final String nodeName;
  private final Duration rescan;
  private final Timers timers;
  private final Consumer<DesiredPods> sink;
  private final Inotify inotify;
  private final ManifestFiles files = new ManifestFiles();
  private final WriteTracker writes = new WriteTracker();
  private final Thread thread;
  private Optional<DesiredPods> told = Optional.empty();
  private Instant nextRescan = Instant.MIN;
  private boolean watched;
  private boolean read;
  private String unreadable = "";
  private Timers.Timer alarm = () -> {};
  private volatile boolean closed;

  private ManifestDirectory(
      Path path,
      PodParser parser,
      String nodeName,
      Duration rescan,
      Timers timers,
      Consumer<DesiredPods> sink)
      throws IOException {
    this.path = ManifestPath.of(path);
    this.parser = parser;
    this.nodeName = nodeName;
    this.rescan = rescan;
    this.timers = timers;
    this.sink = sink;
    this.inotify = Inotify.open();
    this.thread = Thread.ofPlatform().daemon().name("manifest-directory").unstarted(this::run);
  }

  /**
   * Begins to watch.
   *
   * @param path a directory of manifests or one manifest; it may come later
   * @param rescan how often it is read though nothing was noticed
   * @param sink told on a thread of the source's; first before this method returns
   */
  public static ManifestDirectory start(
      Path path, String nodeName, Duration rescan, Timers timers, Consumer<DesiredPods> sink) {
    return start(path, new PodParser(ManifestParser::parse), nodeName, rescan, timers, sink);
  }

  static ManifestDirectory start(
      Path path,
      PodParser parser,
      String nodeName,
      Duration rescan,
      Timers timers,
      Consumer<DesiredPods> sink) {
    try {
      var source = new ManifestDirectory(path, parser, nodeName, rescan, timers, sink);
      source.turn(List.of());
      source.thread.start();
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "watching the manifests in " + path + ": " + e.getMessage(), e);
    }
  }

  private void run() {
    try (inotify) {
      while (!closed) {
        safeTurn(inotify.await());
      }
    } catch (IOException e) {
      LOG.error("watching the manifests in {}: {}", path.directory(), e.getMessage());
      unreadable = "is not watched any more: " + e.getMessage() + "; start the runtime again";
      tell();
    } finally {
      alarm.cancel();
    }
  }

  /** A turn that fails is made again, with everything read anew; the watching never ends by it. */
  private void safeTurn(List<Inotify.Notice> notices) {
    try {
      turn(notices);
    } catch (RuntimeException e) {
      LOG.error("taking the manifests in {}; they are read again soon", path.directory(), e);
      nextRescan = timers.instant();
      alarm.cancel();
      alarm = timers.after(AFTER_FAULT, inotify::wake);
    }
  }

  /** Takes notices, reads what is due, tells what has changed and sees to it that it is woken. */
  private void turn(List<Inotify.Notice> notices) {
    if (closed) {
      return;
    }
    Instant now = timers.instant();
    for (Inotify.Notice notice : notices) {
      take(notice, now);
    }
    writes.settled(now).forEach(name -> load(path.directory().resolve(name)));
    if (!watched) {
      watch();
    }
    if (!now.isBefore(nextRescan)) {
      readAll();
      nextRescan = now.plus(watched ? rescan : LOOK_FOR_DIRECTORY);
    }
    tell();
    alarm.cancel();
    Instant next = writes.next().filter(nextRescan::isAfter).orElse(nextRescan);
    alarm = timers.at(next, inotify::wake);
  }

  private void take(Inotify.Notice notice, Instant now) {
    boolean due = writes.isDue(notice.kind(), notice.name(), now);
    if (notice.kind() == Kind.GONE) {
      watched = false;
    }
    if (notice.kind() == Kind.GONE || notice.kind() == Kind.OVERFLOW) {
      nextRescan = now;
    } else if (due) {
      load(path.directory().resolve(notice.name()));
    }
  }

  private void watch() {
    try {
      inotify.watch(path.directory());
      watched = true;
      nextRescan = Instant.MIN;
    } catch (IOException e) {
      LOG.debug("the manifest directory cannot be watched yet: {}", e.getMessage());
    }
  }

  private void readAll() {
    Set<Path> there;
    try {
      there = new LinkedHashSet<>(path.list());
      unreadable = "";
    } catch (IOException e) {
      // What is known stays: a disk that answers no more has not removed a pod.
      unreadable = "cannot be read: " + e.getMessage();
      return;
    }
    read = true;
    for (Path file : files.paths()) {
      if (!there.contains(file) && writes.isQuiet(file.getFileName().toString())) {
        files.remove(file);
      }
    }
    there.stream().filter(f -> writes.isQuiet(f.getFileName().toString())).forEach(this::load);
  }

  private void load(Path file) {
    if (path.accepts(file.getFileName().toString())) {
      ManifestFile.read(file, files.get(file), nodeName, timers.instant(), parser)
          .ifPresentOrElse(files::put, () -> files.remove(file));
    }
  }

  private DesiredPods desired() {
    DesiredPods all = files.desired();
    if (unreadable.isEmpty()) {
      return all;
    }
    var failures = new ArrayList<>(all.failures());
    failures.add(
        new DesiredPods.Failure(path.directory().toString(), Optional.empty(), unreadable));
    return new DesiredPods(all.pods(), failures, read);
  }

  private void tell() {
    DesiredPods desired = desired();
    if (!told.equals(Optional.of(desired))) {
      sink.accept(desired);
      told = Optional.of(desired);
    }
  }

  /** Ends the watching; nothing is told any more. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      inotify.wake();
    }
  }
}
