package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.PartFile;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The keys and certificates of one node: what it has already where that is good, else issued with
 * keys of the journal. Everything is computed when it is first asked for and then stays the same,
 * so etcd's files do not wait for the API server's keys. Writes nothing but the journal. Any
 * thread; a call blocks until the keys it needs are durable.
 *
 * <p>Contents, periods and rules are those of kubeadm v1.37 ({@code phases/certs}, {@code
 * util/pkiutil}). A {@code ca.crt} without its {@code ca.key} means that the CA is kept elsewhere:
 * then everything it signs must be there, and nothing of it is generated.
 */
public final class Pki {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What etcd's start waits for, then the API server's; the rest follows in any order. */
  private static final List<String> ORDER_OF_NEED =
      List.of(
          "etcd-ca",
          "etcd-server",
          "etcd-peer",
          "ca",
          "apiserver",
          "sa",
          "apiserver-etcd-client",
          "apiserver-kubelet-client",
          "front-proxy-ca",
          "front-proxy-client");

  private final ClusterSpec spec;
  private final KeyJournal journal;
  private final Stock stock;
  private final Issuance issuance;
  private final ServiceAccountKey serviceAccount;
  private final Lazy<List<PartFile>> serviceAccountFiles;

  /**
   * @param node what the node has, or is planned to have
   * @param now when certificates begin, but for five minutes that clocks may differ
   * @param serials serial numbers, each positive and below 2^63
   */
  public Pki(
      ClusterSpec spec,
      NodeView node,
      KeyJournal journal,
      Instant now,
      Supplier<BigInteger> serials) {
    this.spec = spec;
    this.journal = journal;
    this.issuance = new Issuance(spec, journal, now, serials);
    this.stock =
        new Stock(
            spec,
            node,
            new Inspection(node, spec.certificatesDir(), this::journalled, now),
            issuance);
    this.serviceAccount = new ServiceAccountKey(node, spec.certificatesDir(), this::journalled);
    this.serviceAccountFiles = new Lazy<>(this::produceServiceAccount);
  }

  /** A random serial number from 1 to 2^63 - 2, as kubeadm draws them. */
  public static BigInteger randomSerial() {
    return BigInteger.valueOf(RANDOM.nextLong(1, Long.MAX_VALUE));
  }

  /**
   * The files of one name of the catalogue, or of {@code sa}: certificates 0644, keys and {@code
   * sa.pub} 0600. A CA kept elsewhere has no key file.
   *
   * @throws PkiException when what is there cannot be used, or is missing and its CA's key is too
   * @throws IllegalArgumentException when this node has nothing of that name
   */
  public List<PartFile> files(String name) {
    if (name.equals(CertificateCatalog.SERVICE_ACCOUNT)) {
      return serviceAccountFiles.get();
    }
    var certificate = stock.named(name);
    var material = stock.material(certificate);
    var files = new ArrayList<PartFile>();
    files.add(
        PartFile.readable(certificate.certificateFile(spec.certificatesDir()), material.file()));
    for (EncodedKey key : material.key().stream().toList()) {
      files.add(PartFile.secret(certificate.keyFile(spec.certificatesDir()), key.pem()));
    }
    return List.copyOf(files);
  }

  /** Whether the cluster's CA is kept elsewhere: its certificate is there and its key is not. */
  public boolean externalCa() {
    return stock.isExternal(CertificateCatalog.CA);
  }

  /** The PEM certificate of the cluster's CA, as kubeconfigs embed it. */
  public Bytes trustAnchor() {
    return CertificateIssuer.pem(stock.material(CertificateCatalog.CA).certificate());
  }

  /**
   * The CA certificates that an existing kubeconfig may trust: the cluster's CA, and where it is
   * kept elsewhere the whole bundle of {@code ca.crt}; none while the CA is still to be issued.
   */
  public List<X509Certificate> acceptedAnchors() {
    if (!(stock.standing(CertificateCatalog.CA) instanceof Standing.Reusable(Material ca))) {
      return List.of();
    }
    return externalCa() ? Certificates.parse(ca.file()) : List.of(ca.certificate());
  }

  /**
   * New credentials of a client of the cluster, signed by its CA; another certificate with the same
   * key at every call.
   *
   * @param keyName the key's name in the journal
   * @throws PkiException when the CA's key is kept elsewhere
   */
  public ClientCredentials client(String keyName, Subject subject) {
    var material = issuance.client(keyName, subject, stock.material(CertificateCatalog.CA));
    var key = material.key().orElseThrow();
    return new ClientCredentials(trustAnchor(), material.file(), key.pem());
  }

  /**
   * Looks at everything that is there, generates nothing.
   *
   * @throws PkiException with all problems, when there is one
   */
  public void verify() {
    var problems = new ArrayList<>(stock.problems());
    serviceAccountProblem().ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new PkiException(problems);
    }
  }

  /**
   * The names of the keys that are still to be generated, in the order in which they are needed.
   */
  public List<String> missingKeys() {
    var missing = new ArrayList<>(stock.missing().stream().map(CertificateSpec::name).toList());
    if (serviceAccount.missing() && !externalCa()) {
      missing.add(CertificateCatalog.SERVICE_ACCOUNT);
    }
    return Stream.concat(ORDER_OF_NEED.stream().filter(missing::contains), missing.stream())
        .distinct()
        .toList();
  }

  private List<PartFile> produceServiceAccount() {
    serviceAccountProblem()
        .ifPresent(problem -> {
          throw new PkiException(problem);
        });
    return serviceAccount.files(name -> journal.key(name, spec.encryptionAlgorithm()));
  }

  private Optional<String> serviceAccountProblem() {
    if (serviceAccount.missing() && externalCa()) {
      return Optional.of(
          serviceAccount.keyFile()
              + " is missing, and nothing is generated while the key of the cluster's CA is kept"
              + " elsewhere; put sa.key and sa.pub there.");
    }
    return serviceAccount.problem();
  }

  private Optional<EncodedKey> journalled(String name) {
    return journal.find(name, spec.encryptionAlgorithm());
  }
}
