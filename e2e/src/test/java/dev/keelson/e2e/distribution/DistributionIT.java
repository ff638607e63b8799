package dev.keelson.e2e.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionIT {
  private static final long MEGABYTE = 1_000_000;

  private final Distribution distribution = Distribution.ofCheckout();

  @TempDir Path directory;

  @Test
  void theTarballIsSmall() {
    assertThat(distribution.tarball().toFile().length()).isBetween(MEGABYTE, 60 * MEGABYTE);
  }

  @Test
  void versionLoadsNothingItDoesNotNeed() throws Exception {
    assertThat(loadedByVersion(distribution.launcher()))
        .noneMatch(line -> line.contains(" com.fasterxml."))
        .noneMatch(line -> line.contains(" org.bouncycastle."))
        .noneMatch(line -> line.contains(" freemarker."))
        .noneMatch(line -> line.contains(" org.eclipse.jetty."));
  }

  @Test
  void runsWhereverItIsUnpackedAndItsClassArchiveFits() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("keelson"), unpacked());
    assertThat(loadedByVersion(link))
        .anyMatch(line ->
            line.contains(" dev.keelson.cli.Main ") && line.contains("shared objects file"));
  }

  @Test
  void aClassArchiveThatDoesNotFitLeavesStandardOutputAlone() throws Exception {
    Path launcher = unpacked();
    Path jar = launcher.resolveSibling("../lib/keelson.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertThat(run(launcher, Map.of(), "version", "-o", "short")).isEqualTo("v0.1.0\n");
  }

  private Path unpacked() throws IOException, InterruptedException {
    run(Path.of("tar"), Map.of(), "-xzf", distribution.tarball().toString());
    return directory.resolve("keelson-0.1.0/bin/keelson");
  }

  private List<String> loadedByVersion(Path launcher) throws IOException, InterruptedException {
    Path log = directory.resolve("classes");
    run(launcher, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "version");
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSizeGreaterThan(300);
    return lines;
  }

  /** What a program prints, run on a machine without Java. */
  private String run(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("stderr").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, stderr()).isZero();
    return out;
  }

  private String stderr() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }
}
