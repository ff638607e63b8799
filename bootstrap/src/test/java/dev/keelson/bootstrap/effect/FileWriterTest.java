package dev.keelson.bootstrap.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {
  @TempDir private Path root;
  private Path watched;
  private StateDirectory state;
  private FileWriter writer;

  @BeforeEach
  void writer() throws IOException {
    watched = Files.createDirectories(root.resolve("etc/manifests"));
    state = new StateDirectory(root.resolve("state"));
    writer = new FileWriter(watched, state);
  }

  private static Effect.WriteFile write(Path path, String content) {
    return new Effect.WriteFile(PartFile.secret(path, Bytes.utf8(content)));
  }

  @Test
  void letsWatchersSeeWholeFilesAlone() throws IOException, InterruptedException {
    try (var watcher = watched.getFileSystem().newWatchService()) {
      watched.register(
          watcher,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      writer.execute(write(watched.resolve("etcd.yaml"), "kind: Pod"));
      writer.execute(write(watched.resolve("last.yaml"), "kind: Pod"));
      var seen = new ArrayList<String>();
      while (!seen.contains("ENTRY_CREATE last.yaml")) {
        var key = watcher.poll(5, TimeUnit.SECONDS);
        assertThat(key).as("events after " + seen).isNotNull();
        key.pollEvents().forEach(e -> seen.add(e.kind() + " " + e.context()));
        key.reset();
      }
      assertThat(seen).containsExactly("ENTRY_CREATE etcd.yaml", "ENTRY_CREATE last.yaml");
    }
  }

  @Test
  void givesTheFileItsMode() throws IOException {
    Path path = root.resolve("key");
    writer.execute(write(path, "secret"));
    writer.execute(write(path, "another"));
    assertThat(path).hasContent("another");
    assertThat((int) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(0600);
    assertThat(root).isDirectoryNotContaining("glob:**.keelson-new");
  }

  @Test
  void notesTheDirectoriesItMakes() {
    Path path = root.resolve("a/b");
    writer.execute(new Effect.EnsureDirectory(new PartDirectory(path, 0750, Owner.ofProcess())));
    assertThat(path).isDirectory();
    assertThat(state.made()).contains(root.resolve("a"), path).doesNotContain(root, watched);
  }

  @Test
  void saysWhatItCouldNotDo() throws IOException {
    Path path = root.resolve("file");
    Files.createDirectories(path.resolve("with-something"));
    assertThatThrownBy(() -> writer.execute(write(path, "secret")))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("could not write " + path + ": ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void removesAFileWithWhatWasHalfWrittenOfIt() throws IOException {
    Path path = watched.resolve("etcd.yaml");
    writer.execute(write(path, "kind: Pod"));
    Path half = Files.writeString(root.resolve("etc/.etcd.yaml.keelson-new"), "kin");
    writer.execute(new Effect.DeleteFile(path));
    writer.execute(new Effect.DeleteFile(path));
    assertThat(path).doesNotExist();
    assertThat(half).doesNotExist();
  }

  @Test
  void leavesADirectoryThatIsNotEmpty() throws IOException {
    Path path = Files.createDirectories(root.resolve("d/sub")).resolveSibling("");
    writer.execute(new Effect.DeleteEmptyDirectory(path));
    assertThat(path).isDirectory();
    writer.execute(new Effect.DeleteTree(path));
    writer.execute(new Effect.DeleteEmptyDirectory(path));
    assertThat(path).doesNotExist();
  }
}
