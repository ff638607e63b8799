package dev.keelson.runtime.source;

import dev.keelson.runtime.config.ManifestSources;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests that a URL answers with, asked again and again: tells what they ask for after every
 * change. An answer that is an error or no manifest changes nothing but the failures; unlike for
 * the kubelet an empty answer is one of those, for who means no pods answers an empty List.
 */
final class ManifestUrl implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestUrl.class);

  private final UrlAnswers answers;
  private final PodParser parser;
  private final String nodeName;
  private final Duration period;
  private final Timers timers;
  private final Consumer<DesiredPods> sink;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private List<PodManifest> pods = List.of();
  private boolean good;
  private Optional<DesiredPods> told = Optional.empty();

  private ManifestUrl(
      UrlAnswers answers,
      PodParser parser,
      String nodeName,
      Duration period,
      Timers timers,
      Consumer<DesiredPods> sink) {
    this.answers = answers;
    this.parser = parser;
    this.nodeName = nodeName;
    this.period = period;
    this.timers = timers;
    this.sink = sink;
    this.thread = Thread.ofVirtual().name("manifest-url").unstarted(this::run);
  }

  /** Begins to ask; nothing is told before there was an answer. */
  static ManifestUrl start(
      URI url,
      ManifestSources config,
      PodParser parser,
      String nodeName,
      Timers timers,
      Consumer<DesiredPods> sink) {
    var source =
        new ManifestUrl(
            new UrlAnswers(url, config.urlHeaders()),
            parser,
            nodeName,
            config.httpCheckFrequency(),
            timers,
            sink);
    source.thread.start();
    return source;
  }

  private void run() {
    try (answers) {
      while (true) {
        look();
        timers.after(period, bell::release);
        bell.acquire();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** What goes wrong in one look is tried again by the next. */
  private void look() throws InterruptedException {
    try {
      tell(failure());
    } catch (RuntimeException e) {
      LOG.error("taking the manifests of {}; they are asked for again", answers.shown(), e);
    }
  }

  /** Asks once; what is wrong with the answer, empty where nothing is. */
  private String failure() throws InterruptedException {
    try {
      Optional<byte[]> body = answers.next();
      if (body.isPresent()) {
        var origin = new ManifestOrigin("http", answers.shown(), nodeName, timers.instant());
        pods = parser.parse(body.get(), origin, pods);
        good = true;
        answers.keep();
      }
      return "";
    } catch (PodParser.UnusableException e) {
      return e.problem();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("asking for the manifests of {}", answers.shown(), e);
      return "cannot be asked: " + e;
    }
  }

  private void tell(String failure) {
    String still = pods.isEmpty() ? "" : "; the last good version of it runs on";
    Optional<String> pod = pods.stream().map(PodManifest::fullName).findFirst();
    List<DesiredPods.Failure> failures =
        failure.isEmpty()
            ? List.of()
            : List.of(new DesiredPods.Failure(answers.shown(), pod, failure + still));
    var desired = new DesiredPods(pods, failures, good);
    if (!told.equals(Optional.of(desired))) {
      sink.accept(desired);
      told = Optional.of(desired);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
