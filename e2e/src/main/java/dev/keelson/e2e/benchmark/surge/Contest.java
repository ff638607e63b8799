package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.NodeFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Plays stories on one control plane while clients ask it. */
final class Contest {
  /** Longer than the longest back-off of a kubelet: a slow one is measured, not given up on. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration CALM = Duration.ofSeconds(3);
  private static final long FINENESS_MILLIS = 10;
  private static final Pattern TOLD =
      Pattern.compile("kube-apiserver-.*(was rejected|is not ready)");
  private static final int FIRST_MARK = 1000;

  /** How long a wrong change stays where nobody says that it is wrong: somebody looks then. */
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofSeconds(15);

  private final ControlPlane controlPlane;
  private final Clients clients;
  private final Optional<String> launcher;
  private final Manifest apiServer;
  private final Manifest controllers;
  private Manifest good;
  private int mark = FIRST_MARK;

  /**
   * @param launcher of keelson, where that is asked whether a change was wrong
   */
  Contest(ControlPlane controlPlane, Clients clients, Optional<String> launcher)
      throws IOException {
    this.controlPlane = controlPlane;
    this.clients = clients;
    this.launcher = launcher;
    this.apiServer = controlPlane.manifest(ControlPlane.API_SERVER);
    this.controllers = controlPlane.manifest(ControlPlane.CONTROLLERS);
    this.good = apiServer;
  }

  /** Something to wait for. */
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Plays one to its end, after which all is calm again. */
  StoryResult play(Story story) throws IOException, InterruptedException {
    return switch (story) {
      case FLAG -> change(story);
      case CERTIFICATE -> {
        controlPlane.renewServingCertificate(NodeFiles.CONFIGURATION);
        yield change(story);
      }
      case WRONG_FLAG -> mistake(story, good.withFlag("--event-ttl=wrong" + ++mark));
      case EXIT_AT_START -> mistake(story, good.withFlag("--version=true"));
      case NEVER_READY -> mistake(story, good.withStartupPath("/never"));
      case CONTROLLERS_CHANGED, CONTROLLERS_KILLED -> controllers(story);
      case ETCD_CHANGED -> etcd();
    };
  }

  private StoryResult change(Story story) throws IOException, InterruptedException {
    int changed = ++mark;
    good = apiServer.withFlag(flag(changed));
    Instant begun = Instant.now();
    controlPlane.put(ControlPlane.API_SERVER, good);
    await("the changed API server answers", () -> clients.connections().mark() == changed);
    Duration takenOver = Duration.between(begun, Instant.now());
    controlPlane.awaitOnly(ControlPlane.API_SERVER, flag(changed), PATIENCE);
    return calm(story, begun, Optional.of(takenOver), Optional.empty());
  }

  private StoryResult mistake(Story story, Manifest wrong)
      throws IOException, InterruptedException {
    Instant begun = Instant.now();
    controlPlane.put(ControlPlane.API_SERVER, wrong);
    Optional<Duration> reported = reported(begun);
    Manifest mended = apiServer.withFlag(flag(++mark));
    good = mended;
    controlPlane.put(ControlPlane.API_SERVER, mended);
    controlPlane.awaitOnly(ControlPlane.API_SERVER, flag(mark), PATIENCE);
    int expected = mark;
    await("the mended API server answers", () -> clients.connections().mark() == expected);
    return calm(story, begun, Optional.empty(), reported);
  }

  private Optional<Duration> reported(Instant begun) throws IOException, InterruptedException {
    if (launcher.isEmpty()) {
      TimeUnit.NANOSECONDS.sleep(UNTIL_SOMEBODY_LOOKS.toNanos());
      return Optional.empty();
    }
    await("keelson says that the change is wrong", this::saysSo);
    return Optional.of(Duration.between(begun, Instant.now()));
  }

  private boolean saysSo() throws InterruptedException {
    String status = controlPlane.node().exec(PATIENCE, launcher.orElseThrow(), "status").out();
    return status.lines().anyMatch(line -> TOLD.matcher(line).find());
  }

  private StoryResult controllers(Story story) throws IOException, InterruptedException {
    // The stories before may have left them in the midst of a restart.
    Instant before = Instant.now();
    await("the controllers work", () -> clients.controllers().calmSince(before));
    Instant begun = Instant.now();
    if (story == Story.CONTROLLERS_KILLED) {
      controlPlane.kill(ControlPlane.CONTROLLERS);
    } else {
      String flag = "--concurrent-namespace-syncs=11";
      controlPlane.put(ControlPlane.CONTROLLERS, controllers.withFlag(flag));
      controlPlane.awaitOnly(ControlPlane.CONTROLLERS, flag, PATIENCE);
    }
    Instant since = Instant.now();
    await("the controllers work again", () -> clients.controllers().calmSince(since));
    Duration pause = clients.controllers().longestSince(begun);
    return new StoryResult(
        story, begun, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.of(pause));
  }

  private StoryResult etcd() throws IOException, InterruptedException {
    Instant begun = Instant.now();
    clients.writes().takeLongest();
    String flag = "--max-request-bytes=1600000";
    controlPlane.put(ControlPlane.ETCD, controlPlane.manifest(ControlPlane.ETCD).withFlag(flag));
    controlPlane.awaitOnly(ControlPlane.ETCD, flag, PATIENCE);
    StoryResult result = calm(Story.ETCD_CHANGED, begun, Optional.empty(), Optional.empty());
    return result.withPause(clients.writes().takeLongest());
  }

  private StoryResult calm(
      Story story, Instant begun, Optional<Duration> takenOver, Optional<Duration> reported)
      throws IOException, InterruptedException {
    Timeline timeline = clients.connections().timeline();
    await("all are answered again", () -> timeline.calmFor(CALM));
    return new StoryResult(
        story, begun, takenOver, reported, timeline.away(begun, Instant.now()), Optional.empty());
  }

  /** The age that a server tells in every answer is how it is known. */
  private static String flag(int mark) {
    return "--strict-transport-security-directives=max-age=" + mark;
  }

  private static void await(String what, Condition condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new BenchmarkException("Not within " + PATIENCE + ": " + what);
      }
      TimeUnit.MILLISECONDS.sleep(FINENESS_MILLIS);
    }
  }
}
