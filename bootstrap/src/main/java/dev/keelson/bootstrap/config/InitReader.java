package dev.keelson.bootstrap.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** InitConfiguration, read. */
record InitReader(
    String nodeName,
    List<Taint> taints,
    InetAddress advertiseAddress,
    Place advertisePlace,
    int bindPort,
    Place portPlace,
    String imagePullPolicy,
    List<String> ignorePreflightErrors,
    List<String> skipPhases,
    Timeouts timeouts,
    boolean dryRun) {
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");
  private static final int DEFAULT_PORT = 6443;

  static InitReader read(Section section, NodeFacts facts, Unheeded unheeded) {
    section.know("apiVersion", "kind");
    var node = section.section("nodeRegistration");
    var endpoint = section.section("localAPIEndpoint");
    var reader =
        new InitReader(
            nodeName(node, facts),
            TaintReader.read(node),
            advertiseAddress(endpoint, facts),
            endpoint.place("advertiseAddress"),
            bindPort(endpoint),
            endpoint.place("bindPort"),
            FieldChecks.valid(
                    node,
                    "imagePullPolicy",
                    PULL_POLICIES::contains,
                    "is no pull policy; there are Always, IfNotPresent, Never")
                .orElse("IfNotPresent"),
            node.texts("ignorePreflightErrors").stream().map(Located::value).toList(),
            SkipPhases.read(section, unheeded),
            timeouts(section.section("timeouts"), unheeded),
            section.bool("dryRun").map(Located::value).orElse(false));
    endpoint.end();
    withoutEffect(section, node, unheeded);
    node.end();
    section.end();
    return reader;
  }

  private static String nodeName(Section node, NodeFacts facts) {
    var written = node.text("name");
    var name =
        written
            .orElseGet(() -> new Located<>(node.place("name"), facts.hostname()))
            .value()
            .strip()
            .toLowerCase(Locale.ROOT);
    if (!Names.isSubdomain(name)) {
      node.problems()
          .add(
              node.place("name"),
              written.isPresent()
                  ? "%s is not a DNS name, so it cannot name a node"
                  : "this machine's host name %s is not a DNS name; give one with --node-name",
              name);
    }
    return name;
  }

  private static InetAddress advertiseAddress(Section endpoint, NodeFacts facts) {
    var loopback = InetAddress.getLoopbackAddress();
    var text = endpoint.text("advertiseAddress");
    if (text.isEmpty()) {
      return defaultAddress(endpoint, facts).orElse(loopback);
    }
    var address =
        text.get()
            .read(
                endpoint.problems(),
                IpAddresses::parse,
                text.get().value() + " is not an IP address")
            .orElse(loopback);
    // The API server too takes the unspecified address for the default route's.
    if (address.isAnyLocalAddress()) {
      return defaultAddress(endpoint, facts).orElse(loopback);
    }
    if (IpAddresses.parse(text.get().value()).isPresent()
        && !IpAddresses.isGlobalUnicast(address)) {
      endpoint
          .problems()
          .add(
              text.get().place(),
              "%s cannot be advertised; give an address of this machine that others reach",
              text.get().value());
    }
    return address;
  }

  private static Optional<InetAddress> defaultAddress(Section endpoint, NodeFacts facts) {
    if (facts.defaultAddress().isEmpty()) {
      endpoint
          .problems()
          .add(
              endpoint.place("advertiseAddress"),
              "this machine has no network address that others reach;"
                  + " give one with --apiserver-advertise-address");
    }
    return facts.defaultAddress();
  }

  private static int bindPort(Section endpoint) {
    var port = endpoint.integer("bindPort").filter(p -> p.value() != 0);
    port.filter(p -> p.value() < 1 || p.value() > 65535)
        .ifPresent(p ->
            endpoint
                .problems()
                .add(p.place(), "%d is not a port; give one of 1 to 65535", p.value()));
    return port.map(Located::value).orElse(DEFAULT_PORT);
  }

  private static Timeouts timeouts(Section section, Unheeded unheeded) {
    var defaults = Timeouts.DEFAULTS;
    var timeouts =
        new Timeouts(
            FieldChecks.duration(
                section,
                "controlPlaneComponentHealthCheck",
                defaults.controlPlaneComponentHealthCheck()),
            FieldChecks.duration(section, "kubernetesAPICall", defaults.kubernetesApiCall()),
            FieldChecks.duration(section, "etcdAPICall", defaults.etcdApiCall()));
    for (var name :
        List.of("kubeletHealthCheck", "tlsBootstrap", "discovery", "upgradeManifests")) {
      FieldChecks.duration(section, name, defaults.kubernetesApiCall());
      unheeded.addIfWritten(section, name);
    }
    section.end();
    return timeouts;
  }

  private static void withoutEffect(Section section, Section node, Unheeded unheeded) {
    unheeded.addIfWritten(section, "bootstrapTokens", "certificateKey", "patches");
    unheeded.addIfWritten(node, "criSocket", "kubeletExtraArgs", "imagePullSerial");
    BootstrapTokenReader.check(section);
    var patches = section.section("patches");
    FieldChecks.absolutePath(patches, "directory");
    patches.end();
    // The sentence does not repeat the key.
    section
        .text("certificateKey")
        .filter(key -> !Names.isCertificateKey(key.value()))
        .ifPresent(key ->
            section.problems().add(key.place(), "a certificate key is 64 hexadecimal digits"));
    node.text("criSocket")
        .filter(socket -> socket.value().contains("://") && !socket.value().startsWith("unix://"))
        .ifPresent(socket ->
            node.problems().add(socket.place(), "%s does not begin with unix://", socket.value()));
    ComponentReader.arguments(node, "kubeletExtraArgs");
    node.bool("imagePullSerial");
  }
}
