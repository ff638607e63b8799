package dev.keelson.runtime.image.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real registry. */
class RegistryIT extends RegistryContract {
  @TempDir Path registryDirectory;

  @SuppressWarnings("NullAway.Init") // made before each test
  private DockerRegistry registry;

  @BeforeEach
  void startRegistry() throws Exception {
    registry = new DockerRegistry(Files.createDirectories(registryDirectory));
  }

  @AfterEach
  void stopRegistry() {
    registry.close();
  }

  @Override
  TestRegistry registry() {
    return registry;
  }
}
