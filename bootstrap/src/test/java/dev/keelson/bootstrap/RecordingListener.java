package dev.keelson.bootstrap;

import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, in order. */
final class RecordingListener implements WorkflowListener {
  final List<String> phases = new CopyOnWriteArrayList<>();
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();

  @Override
  public void started(PhasePath phase, String summary) {
    phases.add("start " + phase);
  }

  @Override
  public void finished(PhasePath phase, Duration took) {
    phases.add("finish " + phase);
  }

  @Override
  public void failed(PhasePath phase, Duration took, String reason) {
    phases.add("fail " + phase);
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public void warning(String sentence) {
    warnings.add(sentence);
  }
}
