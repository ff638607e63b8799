package dev.keelson.bootstrap.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.effect.EffectText;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.PartRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceTest {
  @TempDir private Path root;

  private PartFile file(String path, String content) {
    return PartFile.readable(root.resolve(path), Bytes.utf8(content));
  }

  private Part part(PartFile... files) {
    return new Part(
        "etcd", List.of(new PartDirectory(root.resolve("data"), 0700, Owner.ROOT)), List.of(files));
  }

  private List<String> effects(Optional<PartRecord> before, Part after) {
    return Difference.between(before, after, new DiskNodeView()).stream()
        .map(EffectText::sentence)
        .map(text -> text.replace(root + "/", ""))
        .toList();
  }

  @Test
  void makesDirectoriesThenFilesInTheirOrder() {
    assertThat(
            effects(
                Optional.empty(),
                part(file("pki/ca.crt", "certificate"), file("etcd.yaml", "pod"))))
        .containsExactly(
            "make the directory pki (0755)",
            "make the directory data (0700)",
            "write pki/ca.crt (0644) <11 bytes>",
            "write etcd.yaml (0644) <3 bytes>");
  }

  @Test
  void isNothingWhereTheNodeIsAsThePartSays() throws IOException {
    Files.createDirectory(root.resolve("data"));
    Files.writeString(root.resolve("a"), "a");
    assertThat(effects(Optional.empty(), part(file("a", "a")))).isEmpty();
  }

  @Test
  void writesAgainWhatSomebodyChanged() throws IOException {
    Files.createDirectory(root.resolve("data"));
    Files.writeString(root.resolve("a"), "changed");
    assertThat(effects(Optional.empty(), part(file("a", "a"))))
        .containsExactly("write a (0644) <1 bytes>");
  }

  @Test
  void removesLastWhatIsNotWantedAnyMore() throws IOException {
    Files.createDirectory(root.resolve("data"));
    for (String name : List.of("old", "found")) {
      Files.writeString(root.resolve(name), name);
    }
    var before =
        PartRecord.of(
            part(file("old", "old"), file("found", "found"), file("gone", "gone")),
            Set.of(root.resolve("found")));
    assertThat(effects(Optional.of(before), part(file("new", "new"))))
        .containsExactly("write new (0644) <3 bytes>", "remove old");
  }

  @Test
  void readsThePodsRevisionFromItsManifest() {
    String hash = "ab".repeat(32);
    assertThat(
            PodRevision.of(
                Bytes.utf8("metadata:\n  annotations:\n    keelson.dev/revision: " + hash)))
        .contains(hash);
    assertThat(PodRevision.of(Bytes.utf8("    \"keelson.dev/revision\": \"" + hash + "\"\n")))
        .contains(hash);
    assertThat(PodRevision.of(Bytes.utf8("kind: Pod"))).isEmpty();
  }
}
