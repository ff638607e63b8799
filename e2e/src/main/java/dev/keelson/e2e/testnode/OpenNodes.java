package dev.keelson.e2e.testnode;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes of this JVM that nobody has closed; closed when it is told to end. Any thread. */
final class OpenNodes {
  private static final Set<TestNode> NODES = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(OpenNodes::closeAll, "close-test-nodes"));
  }

  private OpenNodes() {}

  static void add(TestNode node) {
    NODES.add(node);
  }

  /** Whether the caller is the one to close it: true once. */
  static boolean take(TestNode node) {
    return NODES.remove(node);
  }

  private static void closeAll() {
    for (TestNode node : NODES) {
      try {
        node.close();
      } catch (IOException | RuntimeException e) {
        System.err.println("Removing the test node " + node.hostname() + ": " + e.getMessage());
      }
    }
  }
}
