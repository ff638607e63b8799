package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;

/** The in-memory engine keeps to what the real ones do. */
final class InMemoryEngineContractTest extends ContainerEngineContract {
  @Override
  protected EngineFixture open(Path emptyDirectory) {
    return fixture(emptyDirectory);
  }

  static EngineFixture fixture(Path emptyDirectory) {
    InMemoryEngine engine = new InMemoryEngine(ManualClock.selfAdvancing());
    engine.programs(Script::program);
    engine.addImage("localhost/contract/busybox:1", "");
    return new EngineFixture() {
      @Override
      public ContainerEngine engine() {
        return engine;
      }

      @Override
      public ImageReference image() {
        return ImageReference.parse("localhost/contract/busybox:1");
      }

      @Override
      public Path logs() {
        return emptyDirectory.resolve("logs");
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}
