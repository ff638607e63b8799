package dev.keelson.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.testkit.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerConfigTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "registry.example:5000, registry.example:5000, app, true",
    "https://registry.example, registry.example, app, true",
    "http://registry.example/v2/, registry.example, app, true",
    "https://index.docker.io/v1/, docker.io, library/nginx, true",
    "registry.example/team, registry.example, team/app, true",
    "registry.example/team, registry.example, teamwork/app, false",
    "registry.example, registry.example.evil, app, false",
    "registry.example:5000, registry.example, app, false",
  })
  void findsTheRegistry(String key, String registry, String repository, boolean found) {
    Credentials credentials = parse(auth(key, "user:pass:word")).of(registry, repository);
    assertThat(credentials)
        .isEqualTo(
            found ? new Credentials.Basic("user", "pass:word") : new Credentials.Anonymous());
  }

  @Test
  void theMostSpecialEntryWins() {
    DockerConfig config =
        parse(auth("r.example", "all:1") + "," + auth("r.example/team", "team:2"));
    assertThat(config.of("r.example", "team/app")).isEqualTo(new Credentials.Basic("team", "2"));
    assertThat(config.of("r.example", "other")).isEqualTo(new Credentials.Basic("all", "1"));
  }

  @Test
  void readsIdentityTokensAndPlainNames() {
    assertThat(
            parse("\"r.example\":{\"auth\":\"eDo=\",\"identitytoken\":\"t\"}").of("r.example", "a"))
        .isEqualTo(new Credentials.IdentityToken("t"));
    assertThat(parse("\"r.example\":{\"username\":\"u\",\"password\":\"p\"}").of("r.example", "a"))
        .isEqualTo(new Credentials.Basic("u", "p"));
    assertThat(parse("\"r.example\":{}").of("r.example", "a"))
        .isEqualTo(new Credentials.Anonymous());
  }

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(new Credentials.Basic("user", "secret").toString()).doesNotContain("secret");
    assertThat(new Credentials.IdentityToken("secret").toString()).doesNotContain("secret");
    assertThatThrownBy(() -> parse("\"r.example\":{\"auth\":\"c2VjcmV0\"}").of("r.example", "a"))
        .hasMessage("The credentials for r.example in config.json are no user:password in base64.");
  }

  @Test
  void noFileHasNoCredentialsAndABadOneIsSaid() throws Exception {
    Path file = directory.resolve("config.json");
    assertThat(DockerConfig.load(file).of("r.example", "a")).isEqualTo(new Credentials.Anonymous());
    Files.writeString(file, "{\"auths\":");
    assertThatThrownBy(() -> DockerConfig.load(file))
        .hasMessageContaining("Docker configuration " + file + " is no JSON document");
  }

  @Test
  void looksWhereDockerLooks() {
    assertThat(DockerConfig.file(Map.of("HOME", "/home/a")))
        .hasToString("/home/a/.docker/config.json");
    assertThat(DockerConfig.file(Map.of("HOME", "/home/a", "DOCKER_CONFIG", "/etc/d")))
        .hasToString("/etc/d/config.json");
  }

  private static DockerConfig parse(String auths) {
    return DockerConfig.parse("config.json", TestImage.utf8("{\"auths\":{" + auths + "}}"));
  }

  private static String auth(String key, String pair) {
    String encoded = Base64.getEncoder().encodeToString(TestImage.utf8(pair));
    return "\"" + key + "\":{\"auth\":\"" + encoded + "\"}";
  }
}
