package dev.keelson.e2e.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentCacheTest {
  @TempDir Path home;

  @Test
  void liesInTheUsersCache() {
    assertThat(ComponentCache.of(Map.of(), home).directory())
        .isEqualTo(home.resolve(".cache/keelson/components"));
    assertThat(ComponentCache.of(Map.of("XDG_CACHE_HOME", "/big"), home).directory())
        .isEqualTo(Path.of("/big/keelson/components"));
  }

  @Test
  void namesTheArchiveByReleaseAndPlatform() {
    assertThat(cache().archive(ComponentVersions.of("v1.37.1"), new Platform("amd64")))
        .hasFileName("keelson-images-v1.37.1-linux-amd64.tar");
  }

  @Test
  void aFileAppearsWhole() throws Exception {
    Path file = cache().directory().resolve("bin/etcd");
    cache().publish(file, partial -> Files.writeString(partial, "etcd"));
    assertThat(file).hasContent("etcd");
    assertThat(cache().directory().resolve("bin").toFile().list()).containsExactly("etcd");
  }

  @Test
  void aFileWhoseWriterFailsDoesNotAppear() {
    Path file = cache().directory().resolve("bin/etcd");
    assertThatThrownBy(() ->
            cache()
                .publishContent(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");
    assertThat(file).doesNotExist();
  }

  @Test
  void theLockIsHeldUntilClosed() throws IOException {
    try (ComponentCache.Lock _ = cache().lock(() -> {});
        FileChannel other = channel()) {
      assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
    }
    try (FileChannel other = channel()) {
      assertThat(other.tryLock()).isNotNull();
    }
  }

  private FileChannel channel() throws IOException {
    return FileChannel.open(cache().directory().resolve(".lock"), StandardOpenOption.WRITE);
  }

  private ComponentCache cache() {
    return ComponentCache.of(Map.of(), home);
  }
}
