package dev.keelson.cli.console;

import java.time.Duration;

/** kubeadm's lines, {@code [phase] text}, for a pipe or a log. */
public final class PlainProgress implements Progress {
  private final Console console;

  /** Lines on that console's standard output. */
  public PlainProgress(Console console) {
    this.console = console;
  }

  @Override
  public void started(String path, String summary) {
    console.line("[" + path + "] " + summary);
  }

  @Override
  public void finished(String path, Duration took) {
    if (took.compareTo(Duration.ofMillis(100)) > 0) {
      console.line("[" + path + "] done in " + Durations.text(took));
    }
  }

  @Override
  public void failed(String path, Duration took, String reason) {
    console.line("[" + path + "] failed after " + Durations.text(took));
  }

  @Override
  public void note(String path, String text) {
    console.line("[" + path + "] " + text);
  }

  @Override
  public void warning(String sentence) {
    console.warning(sentence);
  }

  @Override
  public void close() {
    console.flush();
  }
}
