package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.EffectText;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.JsonProgress;
import dev.keelson.cli.console.PlainProgress;
import dev.keelson.cli.console.Progress;
import dev.keelson.cli.console.TreeProgress;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A workflow's events on the console: a live tree on a terminal, lines on a pipe, JSON where asked.
 */
final class ShownProgress implements WorkflowListener, AutoCloseable {
  private final Progress progress;
  private volatile String at = "";

  private ShownProgress(Progress progress) {
    this.progress = progress;
  }

  /**
   * Shows on that console.
   *
   * @param output {@code json}, or empty for what suits the console
   */
  static ShownProgress on(Console console, String output) {
    if (output.equals("json")) {
      return new ShownProgress(new JsonProgress(console, InstantSource.system()));
    }
    return new ShownProgress(
        console.terminal() ? TreeProgress.start(console) : new PlainProgress(console));
  }

  @Override
  public void started(PhasePath phase, String summary) {
    at = phase.toString();
    progress.started(at, summary);
  }

  @Override
  public void finished(PhasePath phase, Duration took) {
    progress.finished(phase.toString(), took);
  }

  @Override
  public void failed(PhasePath phase, Duration took, String reason) {
    progress.failed(phase.toString(), took, reason);
  }

  @Override
  public void effectStarted(Effect effect) {
    if (progress.showsEffects()) {
      progress.effectStarted(EffectText.sentence(effect));
    }
  }

  @Override
  public void effectFinished(Effect effect) {
    if (progress.showsEffects()) {
      progress.effectFinished(EffectText.sentence(effect));
    }
  }

  @Override
  public void note(String text) {
    progress.note(at, text);
  }

  @Override
  public void warning(String sentence) {
    progress.warning(sentence);
  }

  @Override
  public void close() {
    progress.close();
  }
}
