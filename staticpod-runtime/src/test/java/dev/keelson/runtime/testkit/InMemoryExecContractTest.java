package dev.keelson.runtime.testkit;

import java.nio.file.Path;

/** The in-memory engine keeps to what the real ones do with open streams. */
final class InMemoryExecContractTest extends ExecContract {
  @Override
  protected EngineFixture open(Path emptyDirectory) {
    return InMemoryEngineContractTest.fixture(emptyDirectory);
  }
}
