package dev.keelson.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.cli.describe.PodDescription;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.testkit.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A manifest that was edited by hand and sent away: its revision is the running one's. */
class PodRevisionTest {
  private static final PodSnapshot STEADY = Snapshots.pod("web", "0123456789abcdef", true);
  private static final PodSnapshot REJECTED =
      new PodSnapshot(
          STEADY.manifest(),
          STEADY.revision(),
          STEADY.revision(),
          STEADY.revision(),
          "fedcba9876543210",
          "fedcba9876543210",
          STEADY.source(),
          STEADY.status(),
          "",
          false);

  @Test
  void theHashTellsTwoOfOneRevisionApart() {
    assertThat(PodRevision.running(REJECTED).told()).isEqualTo("0123456789ab (web-01234567)");
    assertThat(PodRevision.desired(REJECTED).orElseThrow().told())
        .isEqualTo("0123456789ab (fedcba987654)");
    assertThat(PodRevision.rejected(REJECTED)).isEqualTo(PodRevision.desired(REJECTED));
  }

  @Test
  void whatRunsAsAskedHasNoOther() {
    assertThat(PodRevision.desired(STEADY)).isEmpty();
    assertThat(PodRevision.rejected(STEADY)).isEmpty();
  }

  @Test
  void aDescriptionShowsAllThree() {
    assertThat(description(REJECTED))
        .containsPattern("\nRevision: +0123456789abcdef \\(hash web-0123456789abcdef\\)\n")
        .containsPattern("\nDesired Revision: +0123456789abcdef \\(hash fedcba9876543210\\)\n")
        .containsPattern("\nRejected Revision: +0123456789abcdef \\(hash fedcba9876543210\\)\n");
    assertThat(description(STEADY)).doesNotContain("Desired", "Rejected");
  }

  private static String description(PodSnapshot pod) {
    return PodDescription.of(pod, List.of(), List.of(), Snapshots.STARTED);
  }
}
