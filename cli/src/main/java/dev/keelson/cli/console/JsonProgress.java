package dev.keelson.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

/** One JSON event a line, for programs. */
public final class JsonProgress implements Progress {
  private final Console console;
  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();

  /** Events on that console's standard output, stamped by that clock. */
  public JsonProgress(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void started(String path, String summary) {
    event("PhaseStarted", path, "summary", summary);
  }

  @Override
  public void finished(String path, Duration took) {
    event("PhaseFinished", path, "seconds", took.toMillis() / 1000.0);
  }

  @Override
  public void failed(String path, Duration took, String reason) {
    event("PhaseFailed", path, "reason", reason);
  }

  @Override
  public boolean showsEffects() {
    return true;
  }

  @Override
  public void effectStarted(String effect) {
    event("EffectStarted", "", "effect", effect);
  }

  @Override
  public void effectFinished(String effect) {
    event("EffectFinished", "", "effect", effect);
  }

  @Override
  public void note(String path, String text) {
    event("Note", path, "text", text);
  }

  @Override
  public void warning(String sentence) {
    event("Warning", "", "text", sentence);
  }

  @Override
  public void close() {
    console.flush();
  }

  private void event(String type, String path, String key, Object value) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var event = new LinkedHashMap<String, Object>();
    event.put("time", now.toString());
    event.put("event", type);
    if (!path.isEmpty()) {
      event.put("phase", path);
    }
    event.put(key, value);
    try {
      console.line(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
  }
}
