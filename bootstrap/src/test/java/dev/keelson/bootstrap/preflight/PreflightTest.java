package dev.keelson.bootstrap.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.preflight.Check.Concern;
import dev.keelson.bootstrap.preflight.Check.Finding;
import dev.keelson.bootstrap.preflight.Check.Problem;
import dev.keelson.bootstrap.revision.Owner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private record Fixed(String name, List<Finding> findings) implements Check {}

  private final List<String> warnings = new ArrayList<>();
  private final List<Check> checks =
      List.of(
          new Fixed("Port-6443", List.of(new Problem("Port 6443 is in use"))),
          new Fixed("Swap", List.of(new Concern("swap is on"))),
          new Fixed("Good", List.of()),
          new Fixed("Mem", List.of(new Problem("too little"))));

  @Test
  void reportsAllProblemsTogether() {
    assertThatThrownBy(() -> Preflight.run(checks, List.of(), warnings::add))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> {
              assertThat(e.exitStatus()).isEqualTo(ExitStatus.PREFLIGHT);
              assertThat(e.problems())
                  .containsExactly(
                      "[ERROR Port-6443]: Port 6443 is in use", "[ERROR Mem]: too little");
            });
    assertThat(warnings).containsExactly("[WARNING Swap]: swap is on");
  }

  @Test
  void warnsOfProblemsThatAreIgnored() {
    Preflight.run(checks, List.of("port-6443", "MEM"), warnings::add);
    assertThat(warnings)
        .containsExactly(
            "[WARNING Port-6443]: Port 6443 is in use",
            "[WARNING Swap]: swap is on",
            "[WARNING Mem]: too little");
  }

  @Test
  void ignoresAll() {
    Preflight.run(checks, List.of("All"), warnings::add);
    assertThat(warnings).hasSize(3);
  }

  @Test
  void tellsAnOrdinaryUserThatAlone() {
    var all = new ArrayList<>(checks);
    all.addFirst(new IsPrivilegedUser(new Owner(1, 1)));
    assertThatThrownBy(() -> Preflight.run(all, List.of(), warnings::add))
        .isInstanceOfSatisfying(PreflightException.class, e -> assertThat(e.problems()).hasSize(1));
  }
}
