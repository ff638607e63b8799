package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.preflight.Check.Concern;
import dev.keelson.bootstrap.preflight.Check.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs checks and reports everything they found at once. */
public final class Preflight {
  private Preflight() {}

  /**
   * Runs them in order.
   *
   * @param ignored names of checks whose problems are only warned of, in any case; {@code all} for
   *     every check
   * @throws PreflightException with all problems
   */
  public static void run(List<Check> checks, List<String> ignored, Consumer<String> warnings) {
    var problems = new ArrayList<String>();
    for (Check check : checks) {
      boolean tolerated = ignored.stream().anyMatch(name -> names(name, check));
      for (Check.Finding finding : check.findings()) {
        switch (finding) {
          case Problem(String sentence) when !tolerated ->
              problems.add("[ERROR " + check.name() + "]: " + sentence);
          case Problem(String sentence) -> warnings.accept(warning(check, sentence));
          case Concern(String sentence) -> warnings.accept(warning(check, sentence));
        }
      }
      if (!problems.isEmpty() && check instanceof IsPrivilegedUser) {
        // Nobody but root can look at the rest: what the other checks would say is noise.
        break;
      }
    }
    if (!problems.isEmpty()) {
      throw new PreflightException(problems);
    }
  }

  private static boolean names(String ignored, Check check) {
    return ignored.equalsIgnoreCase("all") || ignored.equalsIgnoreCase(check.name());
  }

  private static String warning(Check check, String sentence) {
    return "[WARNING " + check.name() + "]: " + sentence;
  }
}
