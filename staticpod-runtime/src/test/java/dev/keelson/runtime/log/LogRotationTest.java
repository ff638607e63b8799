package dev.keelson.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are rotated, and read over their rotations. */
class LogRotationTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path directory;
  private final LogRotation rotation = new LogRotation(300, 3);

  private Path log() {
    return directory.resolve("0.log");
  }

  private void write(int from, int to) throws IOException {
    String lines =
        IntStream.range(from, to)
            .mapToObj(i -> "2026-11-21T12:00:00.0Z stdout F line " + i + "\n")
            .collect(Collectors.joining());
    Files.writeString(log(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private boolean rotate(int minute) throws IOException {
    return rotation.rotate(log(), NOON.plusSeconds(60L * minute), this::create);
  }

  private void create() {
    try {
      Files.createFile(log());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String read(OptionalInt tail) throws IOException {
    var out = new ByteArrayOutputStream();
    new LogReader(log(), new LogQuery(tail, Optional.empty(), false)).copy(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void aSmallLogIsLeftAlone() throws IOException {
    assertThat(rotate(0)).isFalse();
    write(0, 3);
    assertThat(rotate(0)).isFalse();
    assertThat(directory.toFile().list()).containsExactly("0.log");
  }

  @Test
  void theOldestGoAndTheOlderAreCompressed() throws IOException {
    write(0, 10);
    assertThat(rotate(0)).isTrue();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("0.log", "0.log.20261121-120000");
    write(10, 20);
    assertThat(rotate(1)).isTrue();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("0.log", "0.log.20261121-120000.gz", "0.log.20261121-120100");
    write(20, 30);
    assertThat(rotate(2)).isTrue();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("0.log", "0.log.20261121-120100.gz", "0.log.20261121-120200");
    LogFiles.delete(log());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aClockThatWasSetBackChangesNoOrder() throws IOException {
    write(0, 10);
    assertThat(rotate(10)).isTrue();
    write(10, 20);
    assertThat(rotate(0)).isTrue();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("0.log", "0.log.20261121-121000.gz", "0.log.20261121-121001");
    write(20, 30);
    assertThat(rotate(0)).isTrue();
    assertThat(read(OptionalInt.empty())).isEqualTo(lines(10, 30));
  }

  @Test
  void aWriterThatCannotBeAskedKeepsItsFile() throws IOException {
    write(0, 10);
    Files.writeString(directory.resolve("0.log.20260101-000000.gz.tmp"), "half");
    assertThatThrownBy(() ->
            rotation.rotate(
                log(),
                NOON,
                () -> {
                  throw new IllegalStateException("no monitor");
                }))
        .hasMessage("no monitor");
    assertThat(directory.toFile().list()).containsExactly("0.log");
    assertThat(read(OptionalInt.empty())).isEqualTo(lines(0, 10));
  }

  @Test
  void allFilesAreReadAsOne() throws IOException {
    write(0, 10);
    rotate(0);
    write(10, 20);
    rotate(1);
    write(20, 25);
    assertThat(read(OptionalInt.empty())).isEqualTo(lines(0, 25));
    assertThat(read(OptionalInt.of(3))).isEqualTo(lines(22, 25));
    assertThat(read(OptionalInt.of(12))).isEqualTo(lines(13, 25));
    assertThat(read(OptionalInt.of(100))).isEqualTo(lines(0, 25));
    assertThat(read(OptionalInt.of(0))).isEmpty();
  }

  @Test
  void timesAreShownInUtcWithNineDigits() throws IOException {
    Files.writeString(
        log(), "2026-11-21T14:00:00.5+02:00 stdout F a\n2026-11-21T12:00:00Z stdout F b\n");
    var out = new ByteArrayOutputStream();
    new LogReader(log(), new LogQuery(OptionalInt.empty(), Optional.empty(), true)).copy(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("2026-11-21T12:00:00.500000000Z a\n2026-11-21T12:00:00.000000000Z b\n");
  }

  @Test
  void aFollowerGoesOverRotations() throws Exception {
    write(0, 10);
    var begun = new CompletableFuture<Void>();
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            begun.complete(null);
          }
        };
    var ended = new CompletableFuture<Void>();
    var reader = new LogReader(log(), new LogQuery(OptionalInt.of(2), Optional.empty(), false));
    Thread follower =
        Thread.ofVirtual()
            .start(() -> {
              try {
                reader.follow(out, ended::isDone);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    begun.join();
    write(10, 20);
    rotate(0);
    write(20, 25);
    ended.complete(null);
    follower.join();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(lines(8, 25));
  }

  @Test
  void linksToLogsThatAreGoneGo() throws IOException {
    var links = new LogLinks(directory.resolve("containers"));
    links.removeDead();
    write(0, 1);
    links.add("web-n", "default", "main", "abc", log());
    Path link = directory.resolve("containers/web-n_default_main-abc.log");
    assertThat(link).hasSameTextualContentAs(log());
    links.removeDead();
    assertThat(link).exists();
    Files.delete(log());
    links.removeDead();
    assertThat(directory.resolve("containers")).doesNotExist();
  }
}
