package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;

/** An engine to hold to the contract, with one image that has a shell. */
public interface EngineFixture extends AutoCloseable {
  /** The engine under test. */
  ContainerEngine engine();

  /** An image that is present and whose {@code sh} runs {@link Script}s. */
  ImageReference image();

  /** Where logs may go. */
  Path logs();

  /** Removes everything the engine holds and closes it. */
  @Override
  void close();
}
