package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documents of all files, by kind. A kind that is not known, an API version that is too old,
 * and a kind that comes twice are problems.
 */
final class Documents {
  static final String INIT = "InitConfiguration";
  static final String CLUSTER = "ClusterConfiguration";
  static final String KEELSON = "KeelsonConfiguration";

  private static final String KUBEADM = "kubeadm.k8s.io/v1beta4";
  private static final Map<String, Set<String>> READ =
      Map.of(KUBEADM, Set.of(INIT, CLUSTER), "keelson.dev/v1alpha1", Set.of(KEELSON));
  private static final Map<String, Set<String>> UNHEEDED =
      Map.of(
          KUBEADM,
          Set.of("JoinConfiguration", "ResetConfiguration", "UpgradeConfiguration"),
          "kubelet.config.k8s.io/v1beta1",
          Set.of("KubeletConfiguration"),
          "kubeproxy.config.k8s.io/v1alpha1",
          Set.of("KubeProxyConfiguration"));

  private final Map<String, Tree.Mapping> byKind = new HashMap<>();
  private final List<String> unheeded = new ArrayList<>();
  private final Problems problems;

  private Documents(Problems problems) {
    this.problems = problems;
  }

  static Documents read(List<ConfigFile> files, Problems problems) {
    var documents = new Documents(problems);
    for (var file : files) {
      YamlDocuments.parse(file, problems).forEach(documents::add);
    }
    return documents;
  }

  /** The kinds that are known and have no effect yet. */
  List<String> unheeded() {
    return unheeded;
  }

  /** The document of that kind, without fields where there is none. */
  Tree.Mapping get(String kind) {
    return byKind.getOrDefault(kind, new Tree.Mapping(Place.unwritten(""), new LinkedHashMap<>()));
  }

  private void add(Tree.Mapping document) {
    var head = new Section(document, new Problems());
    var apiVersion = head.text("apiVersion");
    var kind = head.text("kind");
    if (apiVersion.isEmpty() || kind.isEmpty()) {
      problems.add(
          document.place(),
          "the document names no apiVersion or no kind; begin it with apiVersion: %s and kind: %s",
          KUBEADM,
          CLUSTER);
      return;
    }
    add(document, apiVersion.get(), kind.get());
  }

  private void add(Tree.Mapping document, Located<String> apiVersion, Located<String> kind) {
    if (UNHEEDED.getOrDefault(apiVersion.value(), Set.of()).contains(kind.value())) {
      unheeded.add(kind.value());
    } else if (READ.getOrDefault(apiVersion.value(), Set.of()).contains(kind.value())) {
      Optional.ofNullable(byKind.putIfAbsent(kind.value(), document))
          .ifPresent(first ->
              problems.add(
                  kind.place(),
                  "there is a %s already, at %s:%d; merge the two",
                  kind.value(),
                  first.place().file(),
                  first.place().line()));
    } else {
      problems.add(apiVersion.place(), refusal(apiVersion.value(), kind.value()));
    }
  }

  private static String refusal(String apiVersion, String kind) {
    if (apiVersion.startsWith("kubeadm.k8s.io/") && !apiVersion.equals(KUBEADM)) {
      return "%s is not read, only %s: convert the file with kubeadm config migrate of v1.36"
          .formatted(apiVersion, KUBEADM);
    }
    return "%s of %s is not known; InitConfiguration and ClusterConfiguration of %s are"
        .formatted(kind, apiVersion, KUBEADM);
  }
}
