package dev.keelson.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.SandboxConfig.PortMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What plugins are told and what becomes of their answers; the plugins are scripts that note it.
 */
final class PodNetworkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private CniPaths paths;
  private PodNetwork network;

  @BeforeEach
  void prepare() throws IOException {
    paths =
        new CniPaths(
            directory.resolve("net.d"),
            List.of(directory.resolve("empty"), directory.resolve("bin")),
            directory.resolve("state"));
    Files.createDirectories(paths.configDir());
    network = new PodNetwork(paths);
  }

  @Test
  void theChainIsCalledAsLibcniCallsIt() throws Exception {
    chain();
    assertThat(network.attach(request())).containsExactly("10.1.0.2", "fd00::2");
    network.check("s1");
    network.detach("s1");
    assertThat(noted("calls"))
        .containsExactly(
            "first ADD", "second ADD", "first CHECK", "second CHECK", "second DEL", "first DEL");
    assertThat(noted("first.ADD.env"))
        .contains(
            "CNI_CONTAINERID=s1",
            "CNI_IFNAME=eth0",
            "CNI_NETNS=" + namespace(),
            "CNI_PATH=" + directory.resolve("empty") + ":" + directory.resolve("bin"),
            "CNI_ARGS=IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-n;"
                + "K8S_POD_INFRA_CONTAINER_ID=s1;K8S_POD_UID=u1");
    JsonNode first = input("first.ADD.in");
    assertThat(first.path("name").asText()).isEqualTo("net");
    assertThat(first.path("cniVersion").asText()).isEqualTo("1.0.0");
    assertThat(first.has("prevResult")).isFalse();
    assertThat(first.has("runtimeConfig")).isFalse();
    JsonNode second = input("second.ADD.in");
    assertThat(second.path("prevResult")).isEqualTo(JSON.readTree(result()));
    assertThat(second.path("runtimeConfig"))
        .isEqualTo(
            JSON.readTree(
                """
                {"portMappings":[
                  {"hostPort":8080,"containerPort":80,"protocol":"tcp","hostIP":""}]}
                """));
    assertThat(input("first.DEL.in").path("prevResult")).isEqualTo(JSON.readTree(result()));
    assertThat(kept()).isEmpty();
  }

  @Test
  void theResultIsKeptInLibcnisShape() throws Exception {
    chain();
    network.attach(request());
    assertThat(kept()).containsExactly("net-s1-eth0");
    JsonNode entry = JSON.readTree(Files.readAllBytes(paths.results().resolve("net-s1-eth0")));
    assertThat(entry.path("kind").asText()).isEqualTo("cniCacheV1");
    assertThat(entry.path("containerId").asText()).isEqualTo("s1");
    assertThat(entry.path("ifName").asText()).isEqualTo("eth0");
    assertThat(entry.path("networkName").asText()).isEqualTo("net");
    assertThat(entry.path("cniArgs").path(0)).isEqualTo(JSON.readTree("[\"IgnoreUnknown\",\"1\"]"));
    assertThat(entry.path("result")).isEqualTo(JSON.readTree(result()));
    assertThat(Base64.getDecoder().decode(entry.path("config").asText()))
        .isEqualTo(Files.readAllBytes(paths.configDir().resolve("10-net.conflist")));
  }

  @Test
  void aFailedAdditionIsDeletedAndTold() throws Exception {
    chain();
    plugin(
        "second",
        "[ $CNI_COMMAND = ADD ] || exit 0\n"
            + "echo '{\"code\":7,\"msg\":\"no room\",\"details\":\"all 4 are taken\"}'; exit 1");
    assertThatThrownBy(() -> network.attach(request()))
        .isInstanceOf(NetworkException.class)
        .hasMessage("plugin type=\"second\" failed (add): no room; all 4 are taken");
    assertThat(noted("calls")).containsExactly("first ADD", "first DEL");
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatCannotBeDeletedStaysWrittenDownUntilItCan() throws Exception {
    chain();
    network.attach(request());
    plugin("first", "echo '{\"msg\":\"busy\"}'; exit 1");
    assertThatThrownBy(() -> network.detach("s1"))
        .hasMessage("plugin type=\"first\" failed (delete): busy");
    assertThat(network.attachedBelow(directory)).containsExactly("s1");
    assertThat(network.attachedBelow(directory.resolve("elsewhere"))).isEmpty();
    plugin("first", "echo '{\"msg\":\"container not found\"}'; exit 1");
    network.detach("s1");
    network.detach("s1");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aNamespaceThatIsGoneIsNotNamed() throws Exception {
    chain();
    network.attach(request());
    Files.delete(namespace());
    // The configuration of that day counts, not the one that is there now.
    Files.delete(paths.configDir().resolve("10-net.conflist"));
    network.detach("s1");
    assertThat(noted("first.DEL.env")).contains("CNI_NETNS=");
  }

  private NetworkRequest request() throws IOException {
    Files.writeString(namespace(), "");
    return new NetworkRequest(
        "s1",
        namespace(),
        new PodIdentity("default", "web-n", "u1"),
        List.of(new PortMapping("TCP", 80, 8080, ""), new PortMapping("TCP", 81, 0, "")),
        "/kubepods/podu1",
        Map.of());
  }

  private Path namespace() {
    return directory.resolve("ns");
  }

  private static String result() {
    return """
    {"cniVersion":"1.0.0",
     "interfaces":[{"name":"br0"},{"name":"eth0","sandbox":"/ns"}],
     "ips":[{"address":"fd00::2/64","interface":1},{"address":"10.1.0.2/24","interface":1},
            {"address":"10.1.0.1/24","interface":0}]}
    """;
  }

  private void chain() throws IOException {
    Files.writeString(
        paths.configDir().resolve("10-net.conflist"),
        """
        {"cniVersion":"1.0.0","name":"net","plugins":[
          {"type":"first"},
          {"type":"second","capabilities":{"portMappings":true,"bandwidth":true}}]}
        """);
    Files.writeString(directory.resolve("result"), result());
    plugin("first", "");
    plugin("second", "");
  }

  private void plugin(String name, String before) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path file = bin.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        cd %s
        %s
        echo "%s $CNI_COMMAND" >>calls
        env >%s.$CNI_COMMAND.env
        cat >%s.$CNI_COMMAND.in
        [ $CNI_COMMAND != ADD ] || cat result
        """
            .formatted(directory, before, name, name, name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> noted(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  private JsonNode input(String file) throws IOException {
    return JSON.readTree(Files.readAllBytes(directory.resolve(file)));
  }

  private List<String> kept() throws IOException {
    try (var files = Files.list(paths.results())) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
