package dev.keelson.e2e.testnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenNodesIT {
  private static final Pattern ID = Pattern.compile("keelson-node-[0-9a-f]+");

  @Test
  void aJvmThatIsToldToEndLeavesNoNode() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                OpenNodesIT.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String id = other.inputReader().readLine();
    assertThat(id).matches(ID);
    assertThat(leftovers(id)).isNotEmpty();
    other.destroy();
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(leftovers(id)).isEmpty();
  }

  /** Starts a node, says which, and never closes it. */
  public static void main(String[] arguments) throws Exception {
    TestNode node = TestNode.start();
    String cgroups = Files.readString(node.path("").resolveSibling("cgroup"));
    System.out.println(
        ID.matcher(cgroups).results().map(MatchResult::group).findFirst().orElse(cgroups));
    Thread.currentThread().join();
  }

  private static List<Path> leftovers(String id) throws IOException {
    List<Path> places = List.of(Path.of("/tmp"), Path.of("/sys/fs/cgroup"));
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> tree = Files.find(place, 2, (path, _) -> path.toString().contains(id))) {
        found.addAll(tree.toList());
      }
    }
    return found;
  }
}
