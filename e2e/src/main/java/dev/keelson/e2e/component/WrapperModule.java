package dev.keelson.e2e.component;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of the {@code go.mod} that builds a {@link GoModules}'s programs from outside.
 *
 * <p>A module's own replacements count only inside itself, and k8s.io/kubernetes requires its
 * staging modules at v0.0.0 with replacements by local directories. So the wrapper repeats each of
 * them with the published version in its place, and takes over the language version and the GODEBUG
 * defaults, which also come from the main module alone.
 */
final class WrapperModule {
  private static final Pattern LANGUAGE = Pattern.compile("^go \\S+$", Pattern.MULTILINE);
  private static final Pattern GODEBUG =
      Pattern.compile("^godebug (\\([^)]*\\)|\\S+)$", Pattern.MULTILINE);
  private static final Pattern STAGED = Pattern.compile("(\\S+) => \\./staging/src/\\S+");

  private WrapperModule() {}

  /**
   * The wrapper's text.
   *
   * @param leadingModule the text of the leading module's own go.mod
   */
  static String text(GoModules source, String leadingModule) {
    List<String> lines = new ArrayList<>();
    lines.add("module wrapper");
    find(LANGUAGE, leadingModule).map(MatchResult::group).forEach(lines::add);
    find(GODEBUG, leadingModule).map(MatchResult::group).forEach(lines::add);
    source.modules().forEach(m -> lines.add("require " + m + " " + source.version()));
    source
        .staging()
        .ifPresent(version ->
            find(STAGED, leadingModule)
                .map(m -> "replace " + m.group(1) + " => " + m.group(1) + " " + version)
                .forEach(lines::add));
    return String.join("\n", lines) + "\n";
  }

  private static Stream<MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
