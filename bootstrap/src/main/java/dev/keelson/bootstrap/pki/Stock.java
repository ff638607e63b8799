package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.pki.Standing.Missing;
import dev.keelson.bootstrap.pki.Standing.Reusable;
import dev.keelson.bootstrap.pki.Standing.Unusable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The certificates of a node, each judged once and produced at most once, when asked for. */
final class Stock {
  private final ClusterSpec spec;
  private final NodeView node;
  private final Inspection inspection;
  private final Issuance issuance;
  private final Map<String, CertificateSpec> specs;
  private final Map<String, Lazy<Standing>> standings;
  private final Map<String, Lazy<Material>> materials;

  Stock(ClusterSpec spec, NodeView node, Inspection inspection, Issuance issuance) {
    this.spec = spec;
    this.node = node;
    this.inspection = inspection;
    this.issuance = issuance;
    var catalog = CertificateCatalog.of(spec);
    this.specs =
        catalog.stream()
            .collect(Collectors.toUnmodifiableMap(CertificateSpec::name, Function.identity()));
    this.standings =
        catalog.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    CertificateSpec::name, c -> new Lazy<>(() -> inspect(c))));
    this.materials =
        catalog.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    CertificateSpec::name, c -> new Lazy<>(() -> produce(c))));
  }

  /** The catalogue's entry of that name, where this node has it. */
  CertificateSpec named(String name) {
    var certificate = specs.get(name);
    if (certificate == null) {
      throw new IllegalArgumentException("this node has no certificate " + name);
    }
    return certificate;
  }

  /** What there is of it. */
  Standing standing(CertificateSpec certificate) {
    return lazy(standings, certificate).get();
  }

  /**
   * The certificate, reused or issued.
   *
   * @throws PkiException where neither can be
   */
  Material material(CertificateSpec certificate) {
    return lazy(materials, certificate).get();
  }

  /** Whether that CA is there and its key is kept elsewhere. */
  boolean isExternal(CertificateSpec authority) {
    return standing(authority) instanceof Reusable(Material material) && material.key().isEmpty();
  }

  private Material produce(CertificateSpec certificate) {
    return switch (standing(certificate)) {
      case Reusable(Material material) -> material;
      case Unusable(String problem) -> throw new PkiException(problem);
      case Missing() ->
          certificate.isAuthority()
              ? issuance.authority(certificate)
              : issuance.leaf(certificate, material(signerOf(certificate)));
    };
  }

  private Standing inspect(CertificateSpec certificate) {
    if (certificate.isAuthority()) {
      return inspection.authority(certificate);
    }
    var signer = signerOf(certificate);
    return switch (standing(signer)) {
      case Reusable(Material ca) -> inspect(certificate, ca);
      case Missing() when issuance.holdsKey(signer) -> inspect(certificate, material(signer));
      case Missing() -> withoutSigner(certificate, signer);
      case Unusable _ -> new Missing(); // the CA's problem is told; this cannot be judged
    };
  }

  private Standing inspect(CertificateSpec certificate, Material ca) {
    var standing = inspection.leaf(certificate, ca, certificate.alternativeNames().apply(spec));
    if (standing instanceof Missing && ca.key().isEmpty()) {
      var signer = signerOf(certificate);
      return new Unusable(
          certificate.certificateFile(spec.certificatesDir())
              + " is missing, and it cannot be issued, as the key of its CA, "
              + signer.keyFile(spec.certificatesDir())
              + ", is not here; put the certificate and its key there, signed by that CA.");
    }
    return standing;
  }

  private Standing withoutSigner(CertificateSpec certificate, CertificateSpec signer) {
    var file = certificate.certificateFile(spec.certificatesDir());
    if (!node.exists(file)) {
      return inspection.withoutCertificate(certificate);
    }
    return new Unusable(
        file
            + " is there without its CA, "
            + signer.certificateFile(spec.certificatesDir())
            + "; put the CA's certificate there, or remove this one and its key to have a new"
            + " pair.");
  }

  private CertificateSpec signerOf(CertificateSpec certificate) {
    return named(certificate.signer().orElseThrow());
  }

  private static <T> Lazy<T> lazy(Map<String, Lazy<T>> of, CertificateSpec certificate) {
    return Optional.ofNullable(of.get(certificate.name()))
        .orElseThrow(
            () -> new IllegalArgumentException("this node has no certificate " + certificate));
  }

  /** Those that have to be issued, in the catalogue's order. */
  List<CertificateSpec> missing() {
    return CertificateCatalog.of(spec).stream()
        .filter(c -> standing(c) instanceof Missing)
        .toList();
  }

  /** What is wrong, a sentence each. */
  List<String> problems() {
    return CertificateCatalog.of(spec).stream()
        .map(this::standing)
        .<String>mapMulti((standing, problems) -> {
          if (standing instanceof Unusable(String problem)) {
            problems.accept(problem);
          }
        })
        .toList();
  }
}
