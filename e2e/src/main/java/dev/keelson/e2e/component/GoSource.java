package dev.keelson.e2e.component;

import java.util.List;

/** What a Go wrapper module builds programs of. */
sealed interface GoSource permits GoModules, GoFile {

  /** A directory's name, unlike every other source's of the release. */
  String name();

  /** Flags of the linker beside {@code -s -w}, such as a stamped version. */
  List<String> linkerFlags();

  List<GoProgram> programs();
}
