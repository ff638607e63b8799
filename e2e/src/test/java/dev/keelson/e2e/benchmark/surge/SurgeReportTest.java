package dev.keelson.e2e.benchmark.surge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.benchmark.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurgeReportTest {
  private final Timeline timeline = new Timeline();

  @Test
  void theSectionHoldsTheFiguresAndThePictureTheFailures() throws Exception {
    Instant begun = Instant.now();
    timeline.answered(begun);
    timeline.failed(begun.plusSeconds(2));
    timeline.failed(begun.plusSeconds(2));
    List<RunResults> runs = List.of(run(begun));
    String section =
        SurgeReport.of("v1.37.1", new Machine("a processor", 2, 1L << 30, "6", "v2"), 400, runs);
    assertThat(section)
        .startsWith("## Changes\n")
        .contains("it: 1 x a flag changed, 1 x a flag that the server refuses")
        .contains("| change to taken over | at most 8 s | 6.50 s |")
        .contains("| API away for a wrong change, until it is taken back | 0 s | 0.10 s |")
        .contains("| wrong change to reported | at most 10 s | never |")
        .contains("| acknowledged writes lost | 0 | 0 of 7 |")
        .contains("| new TLS connections | 1 | 1 of 3 |")
        .contains("1 x refused")
        .contains("(changes.svg)");
    assertThat(FailurePicture.of(runs))
        .contains("it: 2 failed")
        .contains("<title>a flag changed</title>");
  }

  @Test
  void awayIsWhenNobodyWasAnswered() {
    Instant begun = Instant.now();
    timeline.failed(begun);
    timeline.failed(begun.plusMillis(500));
    timeline.answered(begun.plusMillis(500));
    timeline.failed(begun.plusMillis(700));
    assertThat(timeline.away(begun, begun.plusSeconds(1))).isEqualTo(Duration.ofMillis(200));
  }

  private RunResults run(Instant begun) {
    var changed =
        new StoryResult(
            Story.FLAG,
            begun,
            Optional.of(Duration.ofMillis(6500)),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty());
    var wrong =
        new StoryResult(
            Story.WRONG_FLAG,
            begun,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(100),
            Optional.empty());
    var outcome = new Outcome(3, 1, List.of(new Outcome.Failure(begun, "refused")));
    return new RunResults(
        "it",
        List.of(changed, wrong),
        new ClientResults(Map.of("new TLS connections", outcome), 7, 0, 0, Duration.ofMillis(33)),
        timeline,
        begun.plusSeconds(3));
  }
}
