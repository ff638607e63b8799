package dev.keelson.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a mistyped word was most likely meant to be. */
final class NearestWord {
  private static final int FARTHEST = 2;

  private NearestWord() {}

  /** The nearest of {@code words}, case aside; empty when none is near. */
  static Optional<String> of(String word, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(known -> distance(word, known)))
        .filter(near -> distance(word, near) <= FARTHEST);
  }

  // Levenshtein's, one row at a time.
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
