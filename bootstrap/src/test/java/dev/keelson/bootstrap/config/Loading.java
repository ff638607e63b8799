package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Loads configurations on a machine called Node1 with one address. */
final class Loading {
  static final NodeFacts MACHINE =
      new NodeFacts("Node1", IpAddresses.parse("192.0.2.10"), Map.of());

  private Loading() {}

  static ConfigResult load(String... documents) {
    return ConfigLoader.load(file(documents), InitFlags.NONE, MACHINE);
  }

  static ConfigResult load(InitFlags flags, String... documents) {
    return ConfigLoader.load(file(documents), flags, MACHINE);
  }

  /** Every problem as a person sees it. */
  static List<String> problems(String... documents) {
    return problems(InitFlags.NONE, documents);
  }

  static List<String> problems(InitFlags flags, String... documents) {
    return problems(flags, MACHINE, documents);
  }

  static List<String> problems(InitFlags flags, NodeFacts facts, String... documents) {
    var thrown =
        catchThrowableOfType(
            InvalidConfigException.class, () -> ConfigLoader.load(file(documents), flags, facts));
    return Objects.requireNonNull(thrown, "nothing was wrong").problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  static String init(String fields) {
    return "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n" + fields;
  }

  static String cluster(String fields) {
    return "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n" + fields;
  }

  static String keelson(String fields) {
    return "apiVersion: keelson.dev/v1alpha1\nkind: KeelsonConfiguration\n" + fields;
  }

  private static List<ConfigFile> file(String... documents) {
    return documents.length == 0
        ? List.of()
        : List.of(new ConfigFile("k.yaml", String.join("\n---\n", documents)));
  }

  /** Flags by name, for those that tests use. */
  static final class Flags {
    private final List<String> sans = new ArrayList<>();
    private final Map<String, String> given;

    Flags(Map<String, String> given) {
      this.given = given;
    }

    static InitFlags of(String... namesAndValues) {
      var given = new java.util.HashMap<String, String>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        given.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Flags(given).flags();
    }

    private InitFlags flags() {
      get("sans").ifPresent(sans::add);
      return new InitFlags(
          get("kubernetes-version"),
          get("apiserver-advertise-address"),
          get("apiserver-bind-port"),
          get("pod-network-cidr"),
          get("service-cidr"),
          get("service-dns-domain"),
          get("control-plane-endpoint"),
          sans,
          get("node-name"),
          get("cert-dir"),
          get("image-repository"),
          get("feature-gates"),
          get("dry-run").map(Boolean::valueOf),
          get("skip-phases").stream().toList(),
          get("ignore-preflight-errors").stream().toList(),
          get("engine"),
          get("root-dir"),
          get("images").stream().toList());
    }

    private Optional<String> get(String name) {
      return Optional.ofNullable(given.get(name));
    }
  }
}
