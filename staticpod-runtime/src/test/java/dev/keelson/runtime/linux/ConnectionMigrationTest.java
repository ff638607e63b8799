package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionMigrationTest {
  @TempDir private Path directory;
  private Path setting;
  private Path kept;

  @BeforeEach
  void isOff() throws IOException {
    setting = directory.resolve("tcp_migrate_req");
    kept = directory.resolve("kept");
    Files.writeString(setting, "0\n");
  }

  @Test
  void isOnWhileAnyPortChangesHandsAndPutBackAfterwards() throws IOException {
    var migration = new ConnectionMigration(setting, kept);
    migration.begin();
    migration.begin();
    migration.end();
    assertThat(setting).hasContent("1");
    migration.end();
    assertThat(setting).hasContent("0");
    assertThat(kept).doesNotExist();
  }

  @Test
  void theNextRuntimePutsBackWhatAKilledOneCouldNot() throws IOException {
    new ConnectionMigration(setting, kept).begin();
    new ConnectionMigration(setting, kept).recover();
    assertThat(setting).hasContent("0");
    assertThat(kept).doesNotExist();
  }

  @Test
  void whatSomebodyElseSwitchedOnStaysOn() throws IOException {
    Files.writeString(setting, "1\n");
    var migration = new ConnectionMigration(setting, kept);
    migration.begin();
    migration.end();
    migration.recover();
    assertThat(setting).hasContent("1");
  }
}
