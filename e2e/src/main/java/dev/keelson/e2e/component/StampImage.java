package dev.keelson.e2e.component;

import java.nio.file.Path;

/**
 * The image whose pods tell when they begin and when they are asked to end.
 *
 * @param archive with the sandbox image beside it
 * @param binaries what is in it
 */
public record StampImage(Path archive, Path binaries) {
  /** Changes with the program, so that no cache keeps an older one. */
  static final String VERSION = "2";

  /** What a manifest calls it. */
  public static final String NAME = "keelson.dev/stamp:" + VERSION;
}
