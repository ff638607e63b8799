package dev.keelson.bootstrap.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.workflow.Phase.Group;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseSelectionTest {
  private static final Workflow<String> WORKFLOW =
      new Workflow<>(
          "init",
          List.of(),
          List.of(
              step("preflight"),
              new Group<>("certs", "Certificates", List.of(step("ca"), step("apiserver"))),
              step("wait")));

  private static Phase<String> step(String name) {
    return new Step<>(name, name, new Contribution.Checks<>((_, _) -> {}));
  }

  private static List<String> taken(PhaseSelection selection) {
    return selection.of(WORKFLOW).stream().map(s -> s.path().toString()).toList();
  }

  @Test
  void takesAllInOrder() {
    assertThat(taken(PhaseSelection.ALL))
        .containsExactly("preflight", "certs/ca", "certs/apiserver", "wait");
    assertThat(WORKFLOW.paths())
        .extracting(PhasePath::toString)
        .containsExactly("preflight", "certs", "certs/ca", "certs/apiserver", "wait");
  }

  @Test
  void takesAGroupOrALeaf() {
    assertThat(taken(PhaseSelection.only(PhasePath.parse("certs"))))
        .containsExactly("certs/ca", "certs/apiserver");
    assertThat(taken(PhaseSelection.only(PhasePath.parse("/certs/ca/"))))
        .containsExactly("certs/ca");
  }

  @Test
  void skipsAGroupOrALeaf() {
    assertThat(taken(PhaseSelection.except(List.of(PhasePath.parse("certs")))))
        .containsExactly("preflight", "wait");
    assertThat(taken(PhaseSelection.except(List.of(PhasePath.parse("certs/ca")))))
        .containsExactly("preflight", "certs/apiserver", "wait");
  }

  @Test
  void namesEveryPhaseThatIsUnknown() {
    var selection =
        PhaseSelection.except(List.of(PhasePath.parse("cert"), PhasePath.parse("certs/x")));
    assertThatThrownBy(() -> selection.of(WORKFLOW))
        .isInstanceOfSatisfying(
            UnknownPhaseException.class,
            e -> assertThat(e.exitStatus()).isEqualTo(ExitStatus.CONFIGURATION))
        .hasMessage(
            "invalid phase name: cert, certs/x; the phases of init are preflight, certs, certs/ca,"
                + " certs/apiserver, wait");
  }
}
