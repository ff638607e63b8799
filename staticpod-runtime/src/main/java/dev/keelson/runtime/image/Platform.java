package dev.keelson.runtime.image;

import java.util.Locale;

/** What machine an image is for, in the words of its documents: {@code linux/amd64}. */
public record Platform(String os, String architecture) {
  /** The machine this runs on. */
  public static Platform current() {
    return new Platform("linux", architecture(System.getProperty("os.arch", "")));
  }

  @Override
  public String toString() {
    return os + "/" + architecture;
  }

  private static String architecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> name;
    };
  }
}
