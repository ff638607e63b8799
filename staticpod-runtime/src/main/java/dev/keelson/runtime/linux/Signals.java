package dev.keelson.runtime.linux;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Signals by name; the numbers of amd64 and arm64. */
public final class Signals {
  public static final int KILL = 9;
  public static final int TERM = 15;
  private static final int RT_MIN = 34;
  private static final int RT_MAX = 64;
  private static final List<String> NAMES =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
          "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /** The number of {@code SIGTERM}, {@code TERM}, {@code 15} or {@code SIGRTMIN+3}. */
  public static OptionalInt parse(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return inRange(Integer.parseInt(text));
    }
    String name = text.toUpperCase(Locale.ROOT);
    name = name.startsWith("SIG") ? name.substring(3) : name;
    if (name.startsWith("RTMIN")) {
      return offset(name.substring(5), RT_MIN);
    }
    if (name.startsWith("RTMAX")) {
      return offset(name.substring(5), RT_MAX);
    }
    int number = NAMES.indexOf(name);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static OptionalInt offset(String sign, int base) {
    if (sign.isEmpty()) {
      return OptionalInt.of(base);
    }
    return sign.matches("[+-]\\d{1,2}")
        ? inRange(base + Integer.parseInt(sign))
        : OptionalInt.empty();
  }

  private static OptionalInt inRange(int number) {
    return number >= 1 && number <= RT_MAX ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
