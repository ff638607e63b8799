package dev.keelson.runtime.kube;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The current context of a kubeconfig file: where the API server is and who we are to it. Files it
 * refers to are read with it, so that the value is complete.
 *
 * @param server such as {@code https://10.0.0.1:6443}, without a path
 * @param certificateAuthority PEM; empty for the JDK's own authorities
 * @param clientCertificate PEM, the whole chain
 * @param clientKey PEM
 */
public record KubeConfig(
    URI server,
    Optional<String> certificateAuthority,
    Optional<String> clientCertificate,
    Optional<String> clientKey,
    Optional<String> token) {

  /**
   * Reads the file.
   *
   * @throws KubeException with the path where it cannot be read or lacks something
   */
  public static KubeConfig load(Path file) {
    try {
      return new KubeConfigReader(file.toAbsolutePath().getParent()).parse(Files.readString(file));
    } catch (IOException | RuntimeException e) {
      throw new KubeException(
          "cannot use the kubeconfig " + file + ": " + e, KubeException.UNREACHABLE, e);
    }
  }

  /**
   * Reads a kubeconfig's text; files it names must be absolute.
   *
   * @throws KubeException where it lacks something
   */
  public static KubeConfig parse(String text) {
    try {
      return new KubeConfigReader(null).parse(text);
    } catch (IOException | RuntimeException e) {
      throw new KubeException("cannot use the kubeconfig: " + e, KubeException.UNREACHABLE, e);
    }
  }

  /** The same identity towards another server. */
  public KubeConfig withServer(String address) {
    return new KubeConfig(
        URI.create(address), certificateAuthority, clientCertificate, clientKey, token);
  }

  /** Where the server is; credentials are never printed. */
  @Override
  public String toString() {
    return "kubeconfig for " + server;
  }
}
