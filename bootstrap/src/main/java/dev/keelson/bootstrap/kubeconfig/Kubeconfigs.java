package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.pki.Pki;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.PartFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kubeconfig files of one node: an existing one stays where it trusts this cluster's CA, a
 * missing one is made with a new client certificate. Computed when first asked for, then the same.
 * Any thread; a call blocks until the keys it needs are durable.
 *
 * <p>The rule for existing files is kubeadm's: a foreign CA is an error, another server only a
 * warning, as it may be a load balancer's. Where the cluster's CA is kept elsewhere, all must be
 * there.
 */
public final class Kubeconfigs {
  /** Controllers wait for their own; people come last. */
  private static final List<KubeconfigSpec> ORDER_OF_NEED =
      List.of(
          KubeconfigCatalog.CONTROLLER_MANAGER,
          KubeconfigCatalog.SCHEDULER,
          KubeconfigCatalog.KUBELET,
          KubeconfigCatalog.SUPER_ADMIN,
          KubeconfigCatalog.ADMIN);

  private final ClusterSpec spec;
  private final NodeLayout layout;
  private final NodeView node;
  private final Pki pki;
  private final Map<KubeconfigSpec, PartFile> files = new ConcurrentHashMap<>();

  /**
   * @param node what the node has, or is planned to have
   * @param pki of the same spec and view
   */
  public Kubeconfigs(ClusterSpec spec, NodeLayout layout, NodeView node, Pki pki) {
    this.spec = spec;
    this.layout = layout;
    this.node = node;
    this.pki = pki;
  }

  /**
   * That file, mode 0600.
   *
   * @throws KubeconfigException when what is there cannot be used, or is missing and the key of the
   *     cluster's CA is kept elsewhere
   */
  public PartFile file(KubeconfigSpec kubeconfig) {
    return files.computeIfAbsent(kubeconfig, this::produce);
  }

  /** The keys that have to be generated, in the order in which they are needed. */
  public List<String> missingKeys() {
    return pki.externalCa()
        ? List.of()
        : ORDER_OF_NEED.stream()
            .filter(k -> !node.exists(path(k)))
            .map(KubeconfigSpec::fileName)
            .toList();
  }

  /**
   * Looks at the files that are there, generates nothing.
   *
   * @throws KubeconfigException with all problems, when there is one
   */
  public void verify() {
    var problems = KubeconfigCatalog.all().stream().flatMap(k -> problem(k).stream()).toList();
    if (!problems.isEmpty()) {
      throw new KubeconfigException(problems);
    }
  }

  /** What is odd about the files that are there and stay, a sentence each. */
  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    for (var kubeconfig : KubeconfigCatalog.all()) {
      var expected = kubeconfig.server().apply(spec);
      existing(kubeconfig)
          .map(ExistingKubeconfig::server)
          .filter(server -> !server.equals(expected))
          .ifPresent(server ->
              warnings.add(
                  path(kubeconfig)
                      + " stays as it is and points to "
                      + server
                      + ", not to "
                      + expected
                      + "."));
    }
    return List.copyOf(warnings);
  }

  private PartFile produce(KubeconfigSpec kubeconfig) {
    problem(kubeconfig)
        .ifPresent(problem -> {
          throw new KubeconfigException(List.of(problem));
        });
    return PartFile.secret(
        path(kubeconfig), node.read(path(kubeconfig)).orElseGet(() -> render(kubeconfig)));
  }

  private Bytes render(KubeconfigSpec kubeconfig) {
    var subject = kubeconfig.subject().apply(spec);
    return KubeconfigText.of(
        spec.clusterName(),
        subject.commonName(),
        kubeconfig.server().apply(spec),
        pki.client(kubeconfig.fileName(), subject));
  }

  private Optional<String> problem(KubeconfigSpec kubeconfig) {
    Path path = path(kubeconfig);
    if (!node.exists(path)) {
      return pki.externalCa()
          ? Optional.of(
              path
                  + " is missing, and it cannot be made, as the key of the cluster's CA is not"
                  + " here; put the file there.")
          : Optional.empty();
    }
    var existing = existing(kubeconfig);
    if (existing.isEmpty()) {
      return Optional.of(
          path + " is not a kubeconfig with a current context; remove it to have a new one.");
    }
    return trusted(existing.get())
        ? Optional.empty()
        : Optional.of(
            path
                + " does not trust this cluster's CA, "
                + spec.certificatesDir().resolve("ca.crt")
                + "; put back the CA it was made for, or remove it to have a new one.");
  }

  private boolean trusted(ExistingKubeconfig existing) {
    return existing.authority().stream()
        .limit(1) // kubeadm looks at the first alone
        .anyMatch(pki.acceptedAnchors()::contains);
  }

  private Optional<ExistingKubeconfig> existing(KubeconfigSpec kubeconfig) {
    return node.read(path(kubeconfig)).flatMap(c -> ExistingKubeconfig.parse(c, node));
  }

  private Path path(KubeconfigSpec kubeconfig) {
    return layout.kubeconfig(kubeconfig.fileName());
  }
}
