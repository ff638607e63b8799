package dev.keelson.bootstrap.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.PartFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedNodeViewTest {
  @TempDir private Path root;

  @Test
  void showsWhatIsPlannedOverWhatIsThere() throws IOException {
    Files.writeString(root.resolve("there"), "there");
    Files.writeString(root.resolve("both"), "old");
    var view = new PlannedNodeView(new DiskNodeView());
    view.plan(
        List.of(
            PartFile.readable(root.resolve("both"), Bytes.utf8("new")),
            PartFile.readable(root.resolve("deep/down"), Bytes.utf8("planned"))));
    assertThat(view.read(root.resolve("there"))).contains(Bytes.utf8("there"));
    assertThat(view.read(root.resolve("both"))).contains(Bytes.utf8("new"));
    assertThat(view.read(root.resolve("none"))).isEmpty();
    assertThat(view.exists(root.resolve("deep"))).isTrue();
    assertThat(view.exists(root.resolve("none"))).isFalse();
    assertThat(view.list(root)).containsExactly("both", "deep", "there");
    assertThat(view.list(root.resolve("deep"))).containsExactly("down");
  }

  @Test
  void readsTheMountTable() {
    var mounts =
        MountTable.parse(
            """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            40 22 0:30 / /var/lib/kubelet/pods/1/volumes/a\\040b rw - tmpfs tmpfs rw
            41 22 0:31 / /var/lib/kubelet/pods/1 rw - tmpfs tmpfs rw
            42 22 0:32 / /run/keelson rw - tmpfs tmpfs rw
            """);
    assertThat(mounts.below(List.of(Path.of("/var/lib/kubelet/pods"), Path.of("/run/keelson"))))
        .containsExactly(
            Path.of("/var/lib/kubelet/pods/1/volumes/a b"), Path.of("/var/lib/kubelet/pods/1"));
  }
}
