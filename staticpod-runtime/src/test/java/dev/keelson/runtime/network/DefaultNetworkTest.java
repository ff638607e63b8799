package dev.keelson.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When keelson's own network is written, and when it is taken away. */
final class DefaultNetworkTest {
  private static final PodCidrs BOTH = PodCidrs.parse("10.85.0.0/24,fd00:85::/64");

  @TempDir Path directory;
  private CniPaths paths;
  private DefaultNetwork network;

  @BeforeEach
  void prepare() {
    paths = new CniPaths(directory.resolve("cni/net.d"), List.of(), directory.resolve("state"));
    network = new DefaultNetwork(paths);
  }

  @Test
  void itIsWrittenWhereThereIsNone() throws IOException {
    assertThat(network.configure(BOTH)).isTrue();
    assertThat(Files.getPosixFilePermissions(file())).hasSize(4);
    NetworkConfig config = NetworkConfig.parse(Files.readString(file()), "file");
    assertThat(config.types()).containsExactly("bridge", "portmap");
    assertThat(config.plugins().getFirst().at("/ipam/ranges/1/0/subnet").asText())
        .isEqualTo("fd00:85::/64");
    assertThat(config.plugins().getFirst().at("/ipam/routes/1/dst").asText()).isEqualTo("::/0");
  }

  @Test
  void itFollowsItsRangesAndIsTakenAway() throws IOException {
    network.configure(BOTH);
    assertThat(network.configure(PodCidrs.parse("10.86.0.0/24"))).isTrue();
    assertThat(Files.readString(file())).contains("10.86.0.0/24").doesNotContain("fd00");
    Path addresses = Files.createDirectories(directory.resolve("state/networks/keelson"));
    Files.writeString(addresses.resolve("lock"), "");
    Files.writeString(addresses.resolve("last_reserved_ip.0"), "10.86.0.2");
    assertThat(network.remove()).isTrue();
    assertThat(file()).doesNotExist();
    assertThat(directory).as("what was made around it").isEmptyDirectory();
    assertThat(network.remove()).isFalse();
  }

  @Test
  void anothersConfigurationStays() throws IOException {
    Files.createDirectories(paths.configDir());
    Path other = Files.writeString(paths.configDir().resolve("10-other.conflist"), "{}");
    assertThat(network.configure(BOTH)).isFalse();
    assertThat(file()).doesNotExist();
    assertThat(other).hasContent("{}");
  }

  @Test
  void whatAPersonChangedStays() throws IOException {
    network.configure(BOTH);
    Files.writeString(file(), Files.readString(file()).replace("keelson0", "mine0"));
    assertThat(network.configure(BOTH)).isFalse();
    assertThat(network.remove()).isFalse();
    assertThat(Files.readString(file())).contains("mine0");
  }

  @Test
  void rangesAreReadStrictly() {
    assertThat(PodCidrs.parse("fd00::/64, 10.1.0.0/16").ranges())
        .containsExactly("fd00::/64", "10.1.0.0/16");
    refused("10.1.0.0", "no range with room for pods");
    refused("10.1.0.0/31", "no range with room for pods");
    refused("10.1.0.5/24", "set the bits behind /24 to zero");
    refused("ten/8", "\"ten/8\" is no range of addresses");
    refused("10.1.0.0/16,10.2.0.0/16", "give one of each family");
  }

  private static void refused(String text, String words) {
    assertThatThrownBy(() -> PodCidrs.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private Path file() {
    return paths.configDir().resolve("99-keelson.conflist");
  }
}
