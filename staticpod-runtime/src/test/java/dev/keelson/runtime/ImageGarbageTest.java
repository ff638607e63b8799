package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.testkit.ContractConfigs;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three images of a million bytes each on a disk of ten. */
class ImageGarbageTest {
  private static final long CAPACITY = 10_000_000;

  @TempDir private Path logs;
  private final ManualClock clock = ManualClock.standing();
  private final InMemoryEngine engine = new InMemoryEngine(clock);
  private long available = CAPACITY / 2;
  private Set<ImageReference> wanted = Set.of();

  private ImageGarbage garbage(Duration maximumAge) {
    var settings =
        new KubeletSettings.Images(
            85, 80, Duration.ofMinutes(2), maximumAge, Optional.empty(), 5, 10);
    return new ImageGarbage(
        engine,
        settings,
        clock::steady,
        () -> new ImageGarbage.Disk.Use(CAPACITY, available),
        () -> wanted);
  }

  private void add(String... images) {
    Stream.of(images).forEach(i -> engine.addImage(i, ""));
  }

  private Stream<String> present(String... images) {
    return Stream.of(images).filter(i -> engine.imageStatus(ImageReference.parse(i)).isPresent());
  }

  private void use(String image) {
    SandboxId sandbox = engine.runSandbox(ContractConfigs.sandbox("web", logs));
    engine.createContainer(
        sandbox, ContractConfigs.container("main", ImageReference.parse(image), logs, Script.RUNS));
  }

  @Test
  void theImageOfAVolumeIsInUse() {
    add("main:1", "files:1", "old:1");
    SandboxId sandbox = engine.runSandbox(ContractConfigs.sandbox("web", logs));
    ImageReference image = ImageReference.parse("main:1");
    engine.createContainer(
        sandbox,
        ContractConfigs.with(
            ContractConfigs.container("main", image, logs, Script.RUNS),
            new ContainerConfig.ImageMount(ImageReference.parse("files:1"), "", "/files")));
    ImageGarbage garbage = garbage(Duration.ZERO);
    garbage.collect();
    clock.advance(Duration.ofHours(1));
    available = 0;
    garbage.collect();
    assertThat(present("main:1", "files:1", "old:1")).containsExactly("main:1", "files:1");
  }

  @Test
  void theImageOfAPodThatHasNoContainerJustNowIsInUse() {
    add("wanted:1", "old:1");
    wanted = Set.of(ImageReference.parse("wanted:1"), ImageReference.parse("absent:1"));
    ImageGarbage garbage = garbage(Duration.ofMinutes(30));
    garbage.collect();
    clock.advance(Duration.ofHours(1));
    available = 0;
    garbage.collect();
    assertThat(present("wanted:1", "old:1")).containsExactly("wanted:1");
    wanted = Set.of();
    clock.advance(Duration.ofHours(1));
    garbage.collect();
    assertThat(present("wanted:1")).isEmpty();
  }

  @Test
  void aClockThatIsSetMakesNoImageOld() {
    add("a:1");
    ImageGarbage garbage = garbage(Duration.ofHours(2));
    garbage.collect();
    clock.set(Duration.ofDays(365));
    clock.advance(Duration.ofHours(1));
    garbage.collect();
    assertThat(engine.listImages()).hasSize(1);
    clock.advance(Duration.ofHours(2));
    garbage.collect();
    assertThat(engine.listImages()).isEmpty();
  }

  @Test
  void nothingGoesBelowTheHighThreshold() {
    add("a:1", "b:1");
    ImageGarbage garbage = garbage(Duration.ZERO);
    garbage.collect();
    clock.advance(Duration.ofHours(1));
    available = 1_600_000;
    garbage.collect();
    assertThat(engine.listImages()).hasSize(2);
  }

  @Test
  void theLongestUnusedGoDownToTheLowThresholdAndThoseInUseStay() {
    add("used:1");
    use("used:1");
    add("old:1");
    ImageGarbage garbage = garbage(Duration.ZERO);
    garbage.collect();
    clock.advance(Duration.ofMinutes(5));
    add("newer:1");
    garbage.collect();
    clock.advance(Duration.ofMinutes(5));
    available = 1_000_000;
    garbage.collect();
    assertThat(present("used:1", "old:1", "newer:1")).containsExactly("used:1", "newer:1");
  }

  @Test
  void whatCameLatelyStaysHoweverFullTheDiskIs() {
    add("a:1");
    available = 0;
    ImageGarbage garbage = garbage(Duration.ZERO);
    garbage.collect();
    clock.advance(Duration.ofMinutes(1));
    garbage.collect();
    assertThat(engine.listImages()).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    garbage.collect();
    assertThat(engine.listImages()).isEmpty();
  }

  @Test
  void whatNobodyUsedForLongerThanTheMaximumAgeGoes() {
    add("used:1", "old:1");
    use("used:1");
    ImageGarbage garbage = garbage(Duration.ofHours(1));
    garbage.collect();
    clock.advance(Duration.ofMinutes(61));
    garbage.collect();
    assertThat(engine.listImages()).extracting(ImageInfo::id).hasSize(1);
    assertThat(present("used:1")).containsExactly("used:1");
  }
}
