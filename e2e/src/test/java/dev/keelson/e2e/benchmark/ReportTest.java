package dev.keelson.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Contender FLOOR =
      new BareProcesses("v1.37.1", new SearchPath(List.of(Path.of("bin"))));
  private static final Contender KEELSON =
      new Keelson("v1.37.1", Path.of("keelson"), Path.of("images.tar"));

  @Test
  void comparesMediansWithTheFloor() throws Exception {
    assertThat(Report.of(results(), ""))
        .contains("| keelson init | 4.40 s | 4.20 s | 9.00 s | 1.10 | 3.00 s |")
        .contains("bare processes | 4.00 s | 3.00 s | 5.00 s | 1.00 | 3.00 s |")
        .contains("| keelson init | 4.40 | 0.50 | 0.50 | 0.50 | 0.50 |")
        .contains("- keelson: 4.40 (0.25), 9.00 (0.25), 4.20 (0.25)\n");
  }

  @Test
  void sumsUpWhatKeepsThePodsRunning() throws Exception {
    assertThat(Report.of(results(), ""))
        .contains("| **keelson init** | 5 | 110 MB | 88 MB |")
        .contains("| conmon | 4 | 10 MB | 8 MB |");
  }

  @Test
  void leavesNothingToFillIn() throws Exception {
    assertThat(Report.of(results(), "")).doesNotContainPattern("@[A-Z]+@");
  }

  @Test
  void keepsWhatOthersWroteOnThePageBefore() throws Exception {
    String before = Report.of(results(), "").replace("4.40", "9.99");
    String page = Report.of(results(), before + "\n## Pods\n\nFast.\n\n## Notes\n\nBy hand.\n");
    assertThat(page)
        .endsWith("\n\n## Pods\n\nFast.\n\n## Notes\n\nBy hand.\n")
        .doesNotContain("9.99")
        .containsOnlyOnce("## Time");
  }

  private static Results results() {
    Map<Contender, List<Run>> runs = new LinkedHashMap<>();
    runs.put(FLOOR, List.of(run(3000), run(5000), run(4000)));
    runs.put(KEELSON, List.of(run(4400), run(9000), run(4200)));
    Map<String, MemoryUse> parts = new LinkedHashMap<>();
    parts.put("java", new MemoryUse(1, 100_000_000, 80_000_000));
    parts.put("conmon", new MemoryUse(4, 10_000_000, 8_000_000));
    return new Results(
        "v1.37.1",
        new Machine("A processor", 2, 8L << 30, "6.1", "v2"),
        runs,
        Duration.ofMinutes(5),
        Map.of(KEELSON, new Footprint(parts)));
  }

  private static Run run(long returnedMillis) {
    Map<Endpoint, Duration> answered = new LinkedHashMap<>();
    Endpoint.CONTROL_PLANE.forEach(endpoint -> answered.put(endpoint, Duration.ofMillis(500)));
    return new Run(
        Duration.ofMillis(returnedMillis), answered, Duration.ofSeconds(3), Duration.ofMillis(250));
  }
}
