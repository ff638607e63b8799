package dev.keelson.runtime.pod;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a {@link TestNode} of their own. */
abstract class OneNode {
  @TempDir Path root;

  @SuppressWarnings("NullAway.Init")
  TestNode node;

  @BeforeEach
  final void startNode() {
    node = new TestNode(root);
  }

  @AfterEach
  final void stopNode() {
    node.close();
  }
}
