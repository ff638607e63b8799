package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Sentences to show once: one that names everything known without effect yet, and others. */
final class Unheeded {
  private final SequencedSet<String> names = new LinkedHashSet<>();
  private final List<String> sentences = new ArrayList<>();

  void add(String name) {
    names.add(name);
  }

  /** Where the field is written, so that it would be expected to do something. */
  void addIfWritten(Section section, String... fields) {
    for (var field : fields) {
      if (section.isWritten(field)) {
        names.add(section.place(field).field());
      }
    }
  }

  void warn(String sentence, Object... values) {
    sentences.add(sentence.formatted(values));
  }

  List<String> warnings() {
    var all = new ArrayList<String>();
    if (!names.isEmpty()) {
      all.add("without effect so far: " + String.join(", ", names));
    }
    all.addAll(sentences);
    return all;
  }
}
