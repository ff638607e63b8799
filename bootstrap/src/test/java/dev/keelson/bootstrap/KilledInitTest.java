package dev.keelson.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.kubeconfig.KubeconfigCatalog;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.pki.KeyJournal;
import dev.keelson.bootstrap.pki.Pki;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Init killed before every single effect, or in the middle of it, and run again. */
class KilledInitTest {
  @TempDir(factory = InMemoryDirectory.class)
  private Path directory;

  @Test
  void completesAfterBeingKilledInAnyEffect() throws InterruptedException {
    int n = 0;
    while (killedAt(n, KilledInitTest::tear)) {
      n++;
    }
    assertThat(n).as("effects of an init").isGreaterThan(50);
  }

  @Test
  void completesHoweverOftenItIsKilled() throws InterruptedException {
    var node = new TestNode(directory.resolve("again-and-again"));
    int n = 0;
    while (TestNode.killed(d -> node.init(PhaseSelection.ALL, d), n, KilledInitTest::tear)) {
      n++;
    }
    check(node, Map.of());
  }

  private boolean killedAt(int n, Consumer<Effect> torn) throws InterruptedException {
    var node = new TestNode(directory.resolve("killed-" + n));
    boolean killed = TestNode.killed(d -> node.init(PhaseSelection.ALL, d), n, torn);
    if (killed) {
      var keys = keys(node);
      node.init();
      check(node, keys);
    }
    return killed;
  }

  private static void check(TestNode node, Map<String, String> journalled) {
    var tree = node.tree();
    assertThat(keysInUse(node)).as("keys are generated once").containsAll(journalled.values());
    assertThat(node.layout.state().resolve("keys")).as("committed keys").doesNotExist();
    assertThat(tree).containsEntry("var/lib/keelson/current", "-> revisions/1");
    assertThat(tree).containsEntry("var/lib/keelson/last-good", "-> revisions/1");
    assertThat(tree.keySet()).as("nothing half-written").noneMatch(p -> p.contains("keelson-new"));
    assertThat(node.log().current().orElseThrow().closed()).isTrue();
    try (var journal = KeyJournal.inMemory()) {
      var now = Instant.parse("2026-11-21T12:00:00Z");
      var pki = new Pki(node.spec, new DiskNodeView(), journal, now, Pki::randomSerial);
      pki.verify();
      assertThat(pki.missingKeys()).isEmpty();
    }
  }

  private static Map<String, String> keys(TestNode node) {
    var keys = new TreeMap<String, String>();
    Path journal = node.layout.state().resolve("keys");
    for (String name : new DiskNodeView().list(journal)) {
      if (!name.startsWith(".")) {
        keys.put(name, new DiskNodeView().read(journal.resolve(name)).orElseThrow().sha256());
      }
    }
    return keys;
  }

  /** The keys that lie on the node: in files of their own, and within kubeconfigs. */
  private static Set<String> keysInUse(TestNode node) {
    var disk = new DiskNodeView();
    var pki = node.layout.pki();
    var files =
        Stream.of(pki, pki.resolve("etcd"))
            .flatMap(directory -> disk.list(directory).stream().map(directory::resolve))
            .filter(file -> file.toString().endsWith(".key"))
            .map(file -> disk.read(file).orElseThrow());
    var embedded =
        KubeconfigCatalog.all().stream()
            .map(k -> disk.read(node.layout.kubeconfig(k.fileName())).orElseThrow().utf8())
            .map(text -> text.replaceAll("(?s).*client-key-data: (\\S+).*", "$1"))
            .map(data -> Bytes.of(Base64.getDecoder().decode(data)));
    return Stream.concat(files, embedded).map(Bytes::sha256).collect(Collectors.toSet());
  }

  /** What an effect that was cut short may leave behind. */
  private static void tear(Effect effect) {
    if (effect instanceof Effect.WriteFile(var file)) {
      Path half = file.path().resolveSibling("." + file.path().getFileName() + ".keelson-new");
      write(
          file.path().toString().endsWith(".yaml")
              ? half.resolveSibling("../" + half.getFileName()).normalize()
              : half);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "half of what was to be wri");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
