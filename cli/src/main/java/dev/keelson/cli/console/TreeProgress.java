package dev.keelson.cli.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A live tree of phases with their times. Lines of phases that ended stay; those that run are drawn
 * again ten times a second, below them.
 */
public final class TreeProgress implements Progress {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String CLEAR_LINE = "\u001b[2K\r";
  private static final String UP = "\u001b[A";

  private final Console console;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(r -> {
        var thread = new Thread(r, "progress");
        thread.setDaemon(true);
        return thread;
      });

  /** Running phases in order of their start; guarded by this. */
  private final SequencedMap<String, Running> running = new LinkedHashMap<>();

  /** How many lines of running phases are on the screen; guarded by this. */
  private int drawn;

  private int tick;

  private record Running(String summary, long startNanos) {}

  private TreeProgress(Console console) {
    this.console = console;
  }

  /** Begins to draw on that console, which is a terminal. */
  public static TreeProgress start(Console console) {
    var progress = new TreeProgress(console);
    var _ = progress.clock.scheduleAtFixedRate(progress::redraw, 100, 100, TimeUnit.MILLISECONDS);
    return progress;
  }

  @Override
  public synchronized void started(String path, String summary) {
    erase();
    running.put(path, new Running(summary, System.nanoTime()));
    draw();
  }

  @Override
  public synchronized void finished(String path, Duration took) {
    end(path, "\u001b[32m✓\u001b[0m", took, "");
  }

  @Override
  public synchronized void failed(String path, Duration took, String reason) {
    end(path, "\u001b[31m✗\u001b[0m", took, "");
  }

  @Override
  public synchronized void note(String path, String text) {
    erase();
    console.out().println(indent(path) + "    \u001b[2m" + text + "\u001b[0m");
    draw();
  }

  @Override
  public synchronized void warning(String sentence) {
    erase();
    console.out().println("\u001b[33m!\u001b[0m " + sentence);
    draw();
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    erase();
    console.flush();
  }

  private void end(String path, String mark, Duration took, String more) {
    erase();
    Running phase = running.remove(path);
    String summary = phase == null ? path : phase.summary();
    console.out().println(indent(path) + mark + " " + line(path, summary, took) + more);
    draw();
  }

  private synchronized void redraw() {
    tick++;
    erase();
    draw();
  }

  private void erase() {
    for (int i = 0; i < drawn; i++) {
      console.out().print(UP + CLEAR_LINE);
    }
    drawn = 0;
  }

  private void draw() {
    long now = System.nanoTime();
    for (Map.Entry<String, Running> e : running.entrySet()) {
      Duration took = Duration.ofNanos(now - e.getValue().startNanos());
      String mark = "\u001b[36m" + SPINNER[tick % SPINNER.length] + "\u001b[0m";
      console
          .out()
          .println(
              indent(e.getKey()) + mark + " " + line(e.getKey(), e.getValue().summary(), took));
      drawn++;
    }
    console.out().flush();
  }

  private static String line(String path, String summary, Duration took) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return "%-28s \u001b[2m%s\u001b[0m %s".formatted(name, Durations.text(took), summary);
  }

  private static String indent(String path) {
    return "  ".repeat((int) path.chars().filter(c -> c == '/').count());
  }
}
