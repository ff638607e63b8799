package dev.keelson.e2e.benchmark.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.benchmark.Footprint;
import dev.keelson.e2e.benchmark.Machine;
import dev.keelson.e2e.benchmark.MemoryUse;
import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.benchmark.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodReportTest {
  private static final Path IMAGES = Path.of("images.tar");
  private static final StaticPodHost KUBELET =
      new KubeletHost(new SearchPath(List.of()), IMAGES, "pause", List.of());
  private static final StaticPodHost KEELSON = new KeelsonHost(Path.of("keelson"), IMAGES);

  @Test
  void putsTheTwoSideBySide() throws Exception {
    assertThat(PodReport.of(results()))
        .contains(
            "| create: file renamed in to process started | at most 0.100 s "
                + "| 0.510 s (0.500 s to 0.520 s) | 0.080 s (0.080 s to 0.080 s) |")
        .contains("| at most 0.150 s | not measured | not measured |")
        .contains("| 12.5 % | 5.0 % |")
        .contains("| at most a third of the kubelet's | 300 MB | 100 MB |")
        .contains("| conmon | 100 | 40 MB | 20 MB |")
        .doesNotContainPattern("@[A-Z]+@");
  }

  @Test
  void takesThePlaceOfTheSectionBefore() {
    assertThat(Section.placed("## Static pods\n\nnew\n", "# A\n\n## Static pods\n\nold\n\n## B\n"))
        .isEqualTo("# A\n\n## Static pods\n\nnew\n\n## B\n");
    assertThat(Section.placed("## Static pods\n\nnew\n", "# A\n\n## Static pods\n\nold\n"))
        .isEqualTo("# A\n\n## Static pods\n\nnew\n");
  }

  @Test
  void standsBeforeTheNotesTheFirstTime() {
    assertThat(Section.placed("## Static pods\n\nnew\n", "# A\n\n## Notes\n\nb\n"))
        .isEqualTo("# A\n\n## Static pods\n\nnew\n\n## Notes\n\nb\n");
  }

  private static PodResults results() {
    Measurements kubelet = new Measurements();
    kubelet.add(Figure.CREATE, 500_000_000);
    kubelet.add(Figure.CREATE, 520_000_000);
    Measurements keelson = new Measurements();
    keelson.add(Figure.CREATE, 80_000_000);
    Map<StaticPodHost, Measurements> times = new LinkedHashMap<>();
    times.put(KUBELET, kubelet);
    times.put(KEELSON, keelson);
    Map<StaticPodHost, Upkeep> upkeep = new LinkedHashMap<>();
    upkeep.put(KUBELET, upkeep(7500, Map.of("kubelet", new MemoryUse(1, 0, 300_000_000))));
    Map<String, MemoryUse> parts = new LinkedHashMap<>();
    parts.put("java", new MemoryUse(1, 90_000_000, 80_000_000));
    parts.put("conmon", new MemoryUse(100, 40_000_000, 20_000_000));
    upkeep.put(KEELSON, upkeep(3000, parts));
    Machine machine = new Machine("A processor", 2, 8L << 30, "6.1", "v2");
    return new PodResults("v1.37.1", machine, times, upkeep);
  }

  private static Upkeep upkeep(long millis, Map<String, MemoryUse> parts) {
    return new Upkeep(Duration.ofMillis(millis), Duration.ofMinutes(1), new Footprint(parts));
  }
}
