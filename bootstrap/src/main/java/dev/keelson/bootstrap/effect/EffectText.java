package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.Sensitivity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Effects in words. Nothing secret is ever in them. */
public final class EffectText {
  private EffectText() {}

  /** The effect as the end of a sentence: {@code write FILE (0600) <secret, 1679 bytes>}. */
  public static String sentence(Effect effect) {
    return switch (effect) {
      case Effect.EnsureDirectory(PartDirectory d) ->
          "make the directory %s (%04o)".formatted(d.path(), d.mode());
      case Effect.WriteFile(PartFile f) ->
          "write %s (%04o) %s".formatted(f.path(), f.mode(), size(f));
      case Effect.DeleteFile(Path path) -> "remove " + path;
      case Effect.DeleteTree(Path path) -> "remove " + path + " and all below it";
      case Effect.DeleteEmptyDirectory(Path path) -> "remove the directory " + path + ", if empty";
      case Effect.RemoveState(Path state) -> "remove " + state + " and all below it";
      case Effect.Unmount(Path path) -> "unmount " + path;
      case Effect.OpenRevision(var header) -> "begin revision " + header.number();
      case Effect.StagePart(int number, var part, _) ->
          "stage part %s of revision %d".formatted(part.name(), number);
      case Effect.CommitRevision(int number) -> "make revision " + number + " current";
      case Effect.MarkGood(int number) -> "make revision " + number + " the last good one";
      case Effect.StartRuntime _ -> "start the pod runtime";
      case Effect.AwaitReady(String pod, _, Duration timeout) ->
          "wait up to %s until %s is ready".formatted(Seconds.text(timeout), pod);
      case Effect.StopPods(Duration timeout) ->
          "stop all pods and the pod runtime, within " + Seconds.text(timeout);
      case Effect.AwaitLive(var identity, Duration timeout) ->
          "wait up to %s until %s/livez answers"
              .formatted(Seconds.text(timeout), identity.server());
      case Effect.MarkNode mark -> "label and taint the node " + mark.node();
      case Effect.ApplyObject(_, Map<String, Object> object) -> "apply " + name(object);
    };
  }

  /** The content worth reading: of a manifest. */
  public static Optional<String> content(Effect effect) {
    return effect instanceof Effect.WriteFile(PartFile f)
            && f.sensitivity() == Sensitivity.PUBLIC
            && f.path().toString().endsWith(".yaml")
        ? Optional.of(f.content().utf8())
        : Optional.empty();
  }

  private static String size(PartFile file) {
    return switch (file.sensitivity()) {
      case SECRET -> "<secret, " + file.content().size() + " bytes>";
      case PUBLIC -> "<" + file.content().size() + " bytes>";
    };
  }

  private static String name(Map<String, Object> object) {
    Object metadata = object.get("metadata");
    Object name = metadata instanceof Map<?, ?> m ? m.get("name") : "";
    return object.get("kind") + " " + name;
  }
}
