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
    Optional<Place> advertisePlace,
    int bindPort,
    Place portPlace,
    String imagePullPolicy,
    List<String> ignorePreflightErrors,
    List<String> skipPhases,
    Timeouts timeouts,
    boolean dryRun) {
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

  static InitReader read(Section section, NodeFacts facts, Unheeded unheeded) {
    section.know("apiVersion", "kind");
    var node = section.section("nodeRegistration");
    var endpoint = section.section("localAPIEndpoint");
    var reader =
        new InitReader(
            nodeName(node, facts),
            TaintReader.read(node),
            EndpointAddressReader.address(endpoint, facts),
            endpoint.text("advertiseAddress").map(Located::place),
            EndpointAddressReader.bindPort(endpoint),
            endpoint.place("bindPort"),
            FieldChecks.valid(
                    node,
                    "imagePullPolicy",
                    PULL_POLICIES::contains,
                    "is no pull policy; there are Always, IfNotPresent, Never")
                .orElse("IfNotPresent"),
            node.texts("ignorePreflightErrors").stream().map(Located::value).toList(),
            SkipPhases.read(section, unheeded),
            TimeoutsReader.read(section.section("timeouts"), unheeded),
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
