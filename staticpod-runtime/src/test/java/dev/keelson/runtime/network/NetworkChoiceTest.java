package dev.keelson.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which configuration counts, and what is said where none does. */
final class NetworkChoiceTest {
  @TempDir Path directory;
  private CniPaths paths;

  @BeforeEach
  void prepare() {
    paths =
        new CniPaths(
            directory.resolve("net.d"), List.of(directory.resolve("bin")), directory.resolve("s"));
  }

  @Test
  void nothingConfiguredSaysWhatToDo() {
    assertThat(new PodNetwork(paths).problem().orElseThrow())
        .startsWith("cni plugin not initialized: there is no network configuration in ")
        .contains("net.d; install a pod network, or run the runtime with --pod-cidr");
  }

  @Test
  void theFirstFileByNameCounts() throws IOException {
    config("20-b.conflist", "{\"name\":\"b\",\"plugins\":[{\"type\":\"p\"}]}");
    config("10-a.conf", "{\"name\":\"a\",\"cniVersion\":\"0.3.1\",\"type\":\"p\"}");
    config("05-notes.txt", "not one");
    Files.createDirectories(paths.configDir().resolve("00-dir.conf"));
    program("p");
    assertThat(NetworkChoice.among(paths))
        .isInstanceOfSatisfying(
            NetworkChoice.Chosen.class,
            c -> {
              assertThat(c.config().name()).isEqualTo("a");
              assertThat(c.config().keepsResults()).isFalse();
              assertThat(c.config().types()).containsExactly("p");
            });
  }

  @Test
  void aMissingPluginNamesItsPackage() throws IOException {
    config("1.conflist", "{\"name\":\"n\",\"plugins\":[{\"type\":\"here\"},{\"type\":\"gone\"}]}");
    program("here");
    assertThat(problem())
        .isEqualTo(
            "the network n needs the plugins gone, which are not in "
                + directory.resolve("bin")
                + ": apt-get install containernetworking-plugins iptables");
  }

  @Test
  void aBrokenFileIsNamedNotPassedOver() throws IOException {
    config("1.conflist", "{\"name\":\"n\",");
    assertThat(problem()).contains("1.conflist is not JSON: ");
    config("1.conflist", "[]");
    assertThat(problem()).endsWith("1.conflist is not a JSON object");
    config("1.conflist", "{\"name\":\"../up\",\"plugins\":[{\"type\":\"p\"}]}");
    assertThat(problem()).contains("its name \"../up\" is none");
    config("1.conflist", "{\"name\":\"n\",\"plugins\":[{}]}");
    assertThat(problem()).endsWith("one of its plugins has no type");
    config("1.conflist", "{\"name\":\"n\",\"plugins\":[]}");
    assertThat(problem()).endsWith("lists no plugins");
    config("1.conflist", "{\"name\":\"n\",\"plugins\":[{\"type\":\"../sh\"}]}");
    assertThat(problem()).contains("needs the plugins ../sh");
  }

  private String problem() {
    Optional<String> problem = new PodNetwork(paths).problem();
    return problem.orElseThrow();
  }

  private void config(String name, String text) throws IOException {
    Files.createDirectories(paths.configDir());
    Files.writeString(paths.configDir().resolve(name), text);
  }

  private void program(String name) throws IOException {
    Path file = Files.createDirectories(directory.resolve("bin")).resolve(name);
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
