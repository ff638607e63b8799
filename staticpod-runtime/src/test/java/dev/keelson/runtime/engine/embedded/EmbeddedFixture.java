package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.network.PrivateNetwork;
import dev.keelson.runtime.testkit.EngineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An embedded engine in a directory of its own, with busybox in its store. */
final class EmbeddedFixture implements EngineFixture {
  private final Path directory;
  private final Images images;
  private final PrivateNetwork network;
  private EmbeddedEngine engine;

  EmbeddedFixture(Path directory) throws IOException, InterruptedException {
    if (!System.getProperty("user.name", "").equals("root")) {
      throw new AssertionError("the embedded engine needs root: run this test as root");
    }
    this.directory = directory;
    this.images = Images.open(directory.resolve("images"));
    this.network = new PrivateNetwork(Files.createDirectories(directory.resolve("cni")));
    BusyboxImage.addTo(images, directory);
    this.engine = open();
  }

  @Override
  public EmbeddedEngine engine() {
    return engine;
  }

  @Override
  public ImageReference image() {
    return ImageReference.parse(BusyboxImage.NAME);
  }

  @Override
  public Path logs() {
    return directory.resolve("logs");
  }

  Path runDir() {
    return directory.resolve("run");
  }

  Path stateDir() {
    return directory.resolve("state");
  }

  Images images() {
    return images;
  }

  EngineLayout layout() {
    return new EngineLayout(stateDir(), runDir());
  }

  /** Ends this engine, not its containers, and opens the next one over the same directories. */
  EmbeddedEngine restart() {
    engine.close();
    return reopen();
  }

  /** Opens the next engine after this one was closed. */
  EmbeddedEngine reopen() {
    engine = open();
    return engine;
  }

  @Override
  public void close() {
    for (SandboxStatus sandbox : engine.listSandboxes()) {
      engine.removeSandbox(sandbox.id());
    }
    engine.close();
    network.close();
  }

  /** The host's network that pods are attached to. */
  PrivateNetwork network() {
    return network;
  }

  private EmbeddedEngine open() {
    return EmbeddedEngine.open(config());
  }

  EmbeddedConfig config() {
    return new EmbeddedConfig(
        stateDir(), runDir(), program("runc"), program("conmon"), images, network.paths());
  }

  static Path program(String name) {
    return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing: apt-get install " + name));
  }
}
