package dev.keelson.bootstrap.config;

import dev.keelson.bootstrap.node.NodeLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ClusterConfiguration, read; the port of the endpoint is still optional. */
record ClusterReader(
    KubernetesVersion version,
    String clusterName,
    Networking networking,
    Optional<Located<String>> controlPlaneEndpoint,
    EtcdSpec etcd,
    ComponentSpec apiServer,
    List<String> certSans,
    ComponentSpec controllerManager,
    ComponentSpec scheduler,
    Path certificatesDir,
    String imageRepository,
    EncryptionAlgorithm algorithm,
    Duration certificateValidity,
    Duration caCertificateValidity,
    Map<String, Boolean> featureGates) {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Set<String> GATES = Set.of("RootlessControlPlane");

  static ClusterReader read(
      Section section, NodeLayout layout, NodeFacts facts, Unheeded unheeded) {
    section.know("apiVersion", "kind");
    var proxies = facts.proxyVariables();
    var version = VersionReader.read(section, unheeded);
    var apiServerSection = section.section("apiServer");
    var apiServer = ComponentReader.read(apiServerSection, proxies);
    var sans = certSans(apiServerSection);
    apiServerSection.end();
    var controllerManager = component(section.section("controllerManager"), proxies);
    var reader =
        new ClusterReader(
            version,
            section.text("clusterName").map(Located::value).orElse("kubernetes"),
            NetworkingReader.read(
                section.section("networking"), controllerManager.extraArgs(), unheeded),
            section.text("controlPlaneEndpoint"),
            EtcdReader.read(section.section("etcd"), layout.etcdData()),
            apiServer,
            sans,
            controllerManager,
            component(section.section("scheduler"), proxies),
            FieldChecks.absolutePath(section, "certificatesDir").orElse(layout.pki()),
            FieldChecks.imageRepository(section, "imageRepository").orElse("registry.k8s.io"),
            algorithm(section),
            FieldChecks.duration(section, "certificateValidityPeriod", YEAR),
            FieldChecks.duration(section, "caCertificateValidityPeriod", YEAR.multipliedBy(10)),
            featureGates(section, unheeded));
    addons(section, unheeded);
    section.end();
    reader.warnOfPeriods(unheeded);
    return reader;
  }

  private static ComponentSpec component(Section section, Map<String, String> proxies) {
    var component = ComponentReader.read(section, proxies);
    section.end();
    return component;
  }

  // kubeadm lowers these alone: names of load balancers come with capitals.
  private static List<String> certSans(Section apiServer) {
    var lowered =
        apiServer.texts("certSANs").stream()
            .map(san -> new Located<>(san.place(), san.value().toLowerCase(Locale.ROOT)))
            .toList();
    return FieldChecks.alternativeNames(lowered, apiServer.problems());
  }

  private static EncryptionAlgorithm algorithm(Section section) {
    return section
        .text("encryptionAlgorithm")
        .flatMap(text ->
            text.read(
                section.problems(),
                EncryptionAlgorithm::parse,
                text.value()
                    + " is not an encryption algorithm; there are "
                    + Stream.of(EncryptionAlgorithm.values())
                        .map(EncryptionAlgorithm::word)
                        .collect(Collectors.joining(", "))))
        .orElse(EncryptionAlgorithm.RSA_2048);
  }

  private static Map<String, Boolean> featureGates(Section section, Unheeded unheeded) {
    var gates = new HashMap<String, Boolean>();
    section
        .bools("featureGates")
        .forEach((name, on) -> {
          if (!GATES.contains(name)) {
            section
                .problems()
                .add(
                    on.place(),
                    "%s is not a feature gate of kubeadm v1.37; there is %s",
                    name,
                    String.join(", ", GATES));
          } else if (on.value()) {
            unheeded.add("featureGates." + name);
          }
          gates.put(name, on.value());
        });
    return gates;
  }

  private static void addons(Section section, Unheeded unheeded) {
    unheeded.addIfWritten(section, "dns", "proxy");
    var dns = section.section("dns");
    FieldChecks.imageRepository(dns, "imageRepository");
    FieldChecks.imageTag(dns, "imageTag");
    dns.bool("disabled");
    dns.end();
    var proxy = section.section("proxy");
    proxy.bool("disabled");
    proxy.end();
  }

  private void warnOfPeriods(Unheeded unheeded) {
    if (certificateValidity.compareTo(YEAR) > 0) {
      unheeded.warn("certificateValidityPeriod is longer than the recommended 8760h");
    }
    if (caCertificateValidity.compareTo(YEAR.multipliedBy(10)) > 0) {
      unheeded.warn("caCertificateValidityPeriod is longer than the recommended 87600h");
    }
    if (certificateValidity.compareTo(caCertificateValidity) > 0) {
      unheeded.warn("certificateValidityPeriod is longer than caCertificateValidityPeriod");
    }
  }
}
