package dev.keelson.runtime.engine.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with an engine of their own, whose containers run for as long as the test. */
abstract class RealContainers {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  EmbeddedFixture fixture;

  @SuppressWarnings("NullAway.Init")
  Shell shell;

  @BeforeEach
  final void open() throws Exception {
    fixture = new EmbeddedFixture(directory);
    shell = new Shell(fixture);
  }

  @AfterEach
  final void close() {
    fixture.close();
  }
}
