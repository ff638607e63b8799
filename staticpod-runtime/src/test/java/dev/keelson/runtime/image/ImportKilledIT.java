package dev.keelson.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.image.archive.ImageImporter;
import dev.keelson.runtime.image.testkit.Archives;
import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.image.testkit.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at every step of an import: nothing half done is ever seen. */
class ImportKilledIT {
  private static final int KILLED = 137;
  private static final ImageReference NAME = ImageReference.parse("registry.k8s.io/a:1");
  @TempDir Path directory;

  @Test
  void leavesNothingHalfDone() throws Exception {
    TestImage image =
        TestImage.gzipped(
            new LayerTar().file("a", "a".repeat(200_000)).bytes(),
            new LayerTar().file("b", "b".repeat(200_000)).bytes());
    Path layout = Archives.layout(directory.resolve("layout"), Map.of(NAME.toString(), image));
    ImageStore store = ImageStore.open(directory.resolve("store"));

    int step = 0;
    while (importAndDieAt(++step, store.directory(), layout) == KILLED) {
      assertThat(store.list()).as("killed at step " + step).isEmpty();
    }

    assertThat(step).as("steps the process died at").isGreaterThan(4);
    StoredImage imported = store.find(NAME).orElseThrow();
    assertThat(imported.layerDirs().get(0).resolve("a")).hasSize(200_000);
    assertThat(imported.layerDirs().get(1).resolve("b")).hasSize(200_000);
    assertThat(files(store.directory().resolve("layers"))).hasSize(2);
    assertThat(files(store.directory().resolve("staging"))).isEmpty();
  }

  private static List<Path> files(Path directory) throws Exception {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static int importAndDieAt(int step, Path store, Path archive) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Dying.class.getName(),
                String.valueOf(step),
                store.toString(),
                archive.toString())
            .inheritIO()
            .start();
    return process.waitFor();
  }

  /** Imports an archive and kills itself, as SIGKILL would, when it hears the n-th progress. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] arguments) throws InterruptedException {
      AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[0]));
      ImageProgress progress =
          (_, _, _, _) -> {
            if (left.decrementAndGet() == 0) {
              Runtime.getRuntime().halt(KILLED);
            }
          };
      new ImageImporter(ImageStore.open(Path.of(arguments[1])))
          .importArchive(Path.of(arguments[2]), progress);
    }
  }
}
