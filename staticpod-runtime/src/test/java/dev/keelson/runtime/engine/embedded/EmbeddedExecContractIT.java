package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.testkit.EngineFixture;
import dev.keelson.runtime.testkit.ExecContract;
import java.nio.file.Path;

/** Commands in containers of the embedded engine, on real pipes and terminals. */
final class EmbeddedExecContractIT extends ExecContract {
  @Override
  protected EngineFixture open(Path emptyDirectory) throws Exception {
    return new EmbeddedFixture(emptyDirectory);
  }
}
