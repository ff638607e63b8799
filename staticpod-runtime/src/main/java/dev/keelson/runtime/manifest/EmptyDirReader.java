package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.VolumeSpec.Medium;
import java.util.Optional;

/** Reads an {@code EmptyDirVolumeSource}. */
final class EmptyDirReader {
  private static final String PAGES = "HugePages-";
  private static final int MOST_MODE = 01777;

  private EmptyDirReader() {}

  static VolumeSpec read(Fields fields, String name) {
    Optional<Integer> mode = fields.number("mode", 0);
    if (mode.filter(m -> m > MOST_MODE).isPresent()) {
      fields.problem("mode", "is no mode of a directory; modes are from 0 to 01777, 1023 in JSON");
    }
    return new VolumeSpec.EmptyDir(name, medium(fields), fields.quantity("sizeLimit"), mode);
  }

  private static Medium medium(Fields fields) {
    String word = fields.text("medium", "");
    return switch (word) {
      case "" -> new Medium.Disk();
      case "Memory" -> new Medium.Memory();
      case "HugePages" -> new Medium.HugePages(word, Optional.empty());
      default -> pages(fields, word);
    };
  }

  private static Medium pages(Fields fields, String word) {
    Optional<HugePageSize> size =
        word.startsWith(PAGES)
            ? HugePageSize.parse(word.substring(PAGES.length()))
            : Optional.empty();
    if (size.isEmpty()) {
      fields.problem(
          "medium",
          "\"" + word + "\" is none of Memory, HugePages and HugePages-SIZE, as HugePages-2Mi");
    }
    return new Medium.HugePages(word, size);
  }
}
