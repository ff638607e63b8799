package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One certificate of the catalogue: everything about it but the key.
 *
 * @param name as phases and renewal call it, such as {@code etcd-server}
 * @param summary what it is for, a phrase for help texts
 * @param baseName its files below {@code certificatesDir} without {@code .crt} and {@code .key}
 * @param signer the name of the CA that signs it; empty when it is a CA itself
 * @param usages empty for a CA
 */
public record CertificateSpec(
    String name,
    String summary,
    String baseName,
    Optional<String> signer,
    Function<ClusterSpec, Subject> subject,
    List<ExtendedUsage> usages,
    Function<ClusterSpec, AlternativeNames> alternativeNames) {
  public CertificateSpec {
    usages = List.copyOf(usages);
  }

  /** Whether it is a CA, which signs itself. */
  public boolean isAuthority() {
    return signer.isEmpty();
  }

  /** Where the certificate lies. */
  public Path certificateFile(Path certificatesDir) {
    return certificatesDir.resolve(baseName + ".crt");
  }

  /** Where its private key lies. */
  public Path keyFile(Path certificatesDir) {
    return certificatesDir.resolve(baseName + ".key");
  }
}
