package dev.keelson.runtime.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from Docker's {@code config.json}, as {@code docker login}, {@code podman login} and
 * image pull secrets write it: its {@code auths}. Credential helpers are not run.
 */
public final class DockerConfig {
  private static final String DOCKER = "docker.io";
  private final String origin;
  private final JsonNode auths;

  private DockerConfig(String origin, JsonNode auths) {
    this.origin = origin;
    this.auths = auths;
  }

  /** The file of this user: {@code $DOCKER_CONFIG/config.json}, or {@code .docker/config.json}. */
  public static Path file(Map<String, String> environment) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    return directory.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", "/root"), ".docker", "config.json")
        : Path.of(directory, "config.json");
  }

  /**
   * Reads a file; one that is not there has no credentials.
   *
   * @throws ImageException when it is there and no JSON, or may not be read
   */
  public static DockerConfig load(Path file) {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return parse(file.toString(), "{}".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ImageException("The credentials in " + file + " cannot be read.", e);
    }
  }

  static DockerConfig parse(String origin, byte[] content) {
    return new DockerConfig(
        origin, Documents.tree(content, "Docker configuration " + origin).path("auths"));
  }

  /** The credentials for a registry, the most special ones for that repository. */
  public Credentials of(String registry, String repository) {
    String name = registry + "/" + repository;
    @Nullable JsonNode best = null;
    int length = 0;
    for (Map.Entry<String, JsonNode> auth : auths.properties()) {
      String key = normal(auth.getKey());
      if ((name + "/").startsWith(key + "/") && key.length() > length) {
        best = auth.getValue();
        length = key.length();
      }
    }
    return best == null ? new Credentials.Anonymous() : credentials(registry, best);
  }

  private Credentials credentials(String registry, JsonNode auth) {
    String token = auth.path("identitytoken").asText("");
    if (!token.isEmpty()) {
      return new Credentials.IdentityToken(token);
    }
    Optional<String> pair = pair(auth);
    if (pair.isEmpty()) {
      return new Credentials.Anonymous();
    }
    int colon = pair.get().indexOf(':');
    if (colon < 0) {
      throw new ImageException(
          "The credentials for " + registry + " in " + origin + " are no user:password in base64.");
    }
    return new Credentials.Basic(pair.get().substring(0, colon), pair.get().substring(colon + 1));
  }

  private static Optional<String> pair(JsonNode auth) {
    String encoded = auth.path("auth").asText("");
    if (!encoded.isEmpty()) {
      try {
        return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException _) {
        return Optional.of("");
      }
    }
    return auth.has("username")
        ? Optional.of(auth.path("username").asText() + ":" + auth.path("password").asText(""))
        : Optional.empty();
  }

  /** Keys are hosts, or URLs with a version's path as Docker's own registry has. */
  private static String normal(String key) {
    String name = key.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "");
    name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return name.equals("index.docker.io") || name.equals("registry-1.docker.io") ? DOCKER : name;
  }
}
