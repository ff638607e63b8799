package dev.keelson.e2e.benchmark.surge;

import java.util.regex.Pattern;

/** The text of a static pod's manifest, as kubeadm and keelson write it. */
record Manifest(String text) {
  private static final Pattern FLAG = Pattern.compile("(?m)^( *- )\"?--[^\\n]*$");
  private static final Pattern STARTUP_PATH =
      Pattern.compile("(startupProbe:\\n(?: {4,}[^\\n]*\\n)*? *path: )[^\\n]*");

  /** With one more flag before its first one. */
  Manifest withFlag(String flag) {
    return replaced(FLAG, "$1\"" + flag + "\"\n$0");
  }

  /** With another path in its startup probe. */
  Manifest withStartupPath(String path) {
    return replaced(STARTUP_PATH, "$1" + path);
  }

  private Manifest replaced(Pattern pattern, String replacement) {
    String changed = pattern.matcher(text).replaceFirst(replacement);
    if (changed.equals(text)) {
      throw new IllegalArgumentException("Nothing matches " + pattern + " in:\n" + text);
    }
    return new Manifest(changed);
  }
}
