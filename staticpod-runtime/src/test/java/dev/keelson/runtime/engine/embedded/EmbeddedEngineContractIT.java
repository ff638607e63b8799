package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.testkit.ContainerEngineContract;
import dev.keelson.runtime.testkit.EngineFixture;
import java.nio.file.Path;

/** The embedded engine, with the real kernel, runc and conmon. */
final class EmbeddedEngineContractIT extends ContainerEngineContract {
  @Override
  protected EngineFixture open(Path emptyDirectory) throws Exception {
    return new EmbeddedFixture(emptyDirectory);
  }
}
