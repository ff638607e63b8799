package dev.keelson.bootstrap.effect;

import java.time.Duration;

/** A time as Kubernetes writes it: {@code 4m0s}, {@code 10s}. */
final class Seconds {
  private Seconds() {}

  static String text(Duration time) {
    long minutes = time.toMinutes();
    return (minutes > 0 ? minutes + "m" : "") + time.toSecondsPart() + "s";
  }
}
