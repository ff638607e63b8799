package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.PartFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node below a directory of the test's, with the configuration it is asked for; ECDSA keys unless
 * that says otherwise, as they take no time.
 */
public final class TestNode implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-21T14:02:41Z");

  private final Path root;
  private final ClusterSpec spec;
  private KeyJournal journal;

  private TestNode(Path root, ClusterSpec spec) {
    this.root = root;
    this.spec = spec;
    this.journal = KeyJournal.open(journalDirectory());
  }

  /** A node called cp1 at 10.0.0.5 with kubeadm's defaults. */
  public static TestNode in(Path root) {
    return in(root, "encryptionAlgorithm: ECDSA-P256\n");
  }

  /** The same with those fields in its ClusterConfiguration. */
  public static TestNode in(Path root, String clusterFields) {
    var config =
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration: {name: cp1}
        ---
        apiVersion: keelson.dev/v1alpha1
        kind: KeelsonConfiguration
        rootDir: %s
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.37.1
        %s\
        """
            .formatted(root, clusterFields);
    var facts = new NodeFacts("host", IpAddresses.parse("10.0.0.5"), Map.of());
    var files = List.of(new ConfigFile("test.yaml", config));
    return new TestNode(root, ConfigLoader.load(files, InitFlags.NONE, facts).cluster());
  }

  public ClusterSpec spec() {
    return spec;
  }

  public NodeLayout layout() {
    return new NodeLayout(root);
  }

  public DiskNodeView view() {
    return new DiskNodeView();
  }

  Path journalDirectory() {
    return root.resolve("journal");
  }

  KeyJournal journal() {
    return journal;
  }

  /** What a new process would compute now. */
  public Pki pki() {
    return pki(NOW);
  }

  Pki pki(Instant now) {
    return new Pki(spec, view(), journal, now, Pki::randomSerial);
  }

  /** The process ends and the next one begins. */
  void restart() {
    journal.close();
    journal = KeyJournal.open(journalDirectory());
  }

  /** The journal is forgotten, as after a commit. */
  public void forgetKeys() {
    journal.discard();
    journal = KeyJournal.open(journalDirectory());
  }

  /** Puts everything on the disk, and forgets the journal. */
  public TestNode initialized() {
    var pki = pki();
    Stream.concat(
            CertificateCatalog.of(spec).stream().map(CertificateSpec::name),
            Stream.of(CertificateCatalog.SERVICE_ACCOUNT))
        .forEach(name -> write(pki.files(name)));
    forgetKeys();
    return this;
  }

  /** Puts files on the disk. */
  public void write(List<PartFile> files) {
    try {
      for (PartFile file : files) {
        Files.createDirectories(file.path().resolveSibling(""));
        Files.write(file.path(), file.content().toArray());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Path pkiFile(String name) {
    return spec.certificatesDir().resolve(name);
  }

  @Override
  public void close() {
    journal.close();
  }
}
