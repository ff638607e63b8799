package dev.keelson.bootstrap.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionLogTest {
  private static final Path FILE = Path.of("/etc/kubernetes/pki/ca.key");
  private static final Path FOUND = Path.of("/etc/kubernetes/pki/ca.crt");

  @TempDir private Path directory;
  private Path state;
  private RevisionLog log;

  @BeforeEach
  void log() {
    state = directory.resolve("state");
    new StateDirectory(state).make();
    log = new RevisionLog(state);
  }

  private static RevisionHeader header(int number) {
    return new RevisionHeader(
        number,
        Instant.parse("2026-11-21T12:00:00Z"),
        "keelson init",
        "n1",
        List.of("etcd", "shared"),
        List.of(Path.of("/var/lib/etcd/member")));
  }

  private static Part part(String name, String content) {
    return new Part(
        name,
        List.of(new PartDirectory(Path.of("/var/lib/etcd"), 0700, Owner.ROOT)),
        List.of(
            PartFile.readable(FOUND, Bytes.utf8("certificate")),
            PartFile.secret(FILE, Bytes.utf8(content))));
  }

  private void stage(int number, String name, String content) {
    Part part = part(name, content);
    log.stage(number, part, PartRecord.of(part, Set.of(FOUND)));
  }

  @Test
  void closesWithTheLastPart() {
    assertThat(log.unfinished()).isEmpty();
    log.open(header(1));
    assertThat(log.unfinished().orElseThrow().closed()).isFalse();
    stage(1, "etcd", "one");
    assertThat(log.read(1).orElseThrow().closed()).isFalse();
    stage(1, "shared", "two");
    assertThat(log.read(1).orElseThrow().closed()).isTrue();
    assertThat(log.read(1).orElseThrow().header()).isEqualTo(header(1));
  }

  @Test
  void givesBackWhatWasStaged() {
    log.open(header(1));
    stage(1, "etcd", "secret");
    var record = new RevisionLog(state).read(1).orElseThrow();
    assertThat(record.part("etcd").orElseThrow().load(log.objects()))
        .isEqualTo(part("etcd", "secret"));
    assertThat(record.brought(FILE)).isTrue();
    assertThat(record.brought(FOUND)).as("it was there before").isFalse();
  }

  @Test
  void keepsEverythingToItsOwner() throws IOException {
    log.open(header(1));
    stage(1, "etcd", "secret");
    try (var paths = Files.walk(state)) {
      for (Path path : paths.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void movesCurrentAndLastGoodEachByItself() {
    log.open(header(1));
    log.commit(1);
    assertThat(log.current().orElseThrow().number()).isEqualTo(1);
    assertThat(log.lastGood()).isEmpty();
    assertThat(log.unfinished()).as("the gates are still to be passed").isPresent();
    log.markGood(1);
    assertThat(log.lastGood().orElseThrow().number()).isEqualTo(1);
    assertThat(log.unfinished()).isEmpty();
  }

  @Test
  void refusesAnObjectThatIsDamaged() throws IOException {
    log.open(header(1));
    stage(1, "etcd", "secret");
    Path object = state.resolve("objects").resolve(Bytes.utf8("secret").sha256());
    Files.writeString(object, "other");
    assertThatThrownBy(() -> log.objects().get(Bytes.utf8("secret").sha256()))
        .isInstanceOf(RevisionException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void namesARecordThatIsDamaged() throws IOException {
    log.open(header(1));
    Files.writeString(state.resolve("revisions/1/revision.json"), "{\"number\": 1}");
    assertThatThrownBy(log::all)
        .isInstanceOf(RevisionException.class)
        .hasMessageContaining("revisions/1/revision.json is damaged");
  }

  @Test
  void prunesWhatIsTooOldToGoBackTo() {
    for (int number = 1; number <= 9; number++) {
      log.open(header(number));
      stage(number, "etcd", "content " + number);
    }
    log.commit(8);
    log.markGood(5);
    log.prune(1);
    assertThat(log.all()).extracting(RevisionRecord::number).containsExactly(4, 5, 7, 8, 9);
    assertThat(log.objects().get(Bytes.utf8("content 4").sha256()).size()).isPositive();
    assertThatThrownBy(() -> log.objects().get(Bytes.utf8("content 6").sha256()))
        .hasMessageContaining("is missing");
  }
}
