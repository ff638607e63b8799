package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program of a control-plane pod of kubeadm's kind and the flags it is given.
 *
 * @param component the label that names it, such as {@code kube-apiserver}; empty for other pods
 * @param words its command line
 */
record Program(String component, List<String> words) {
  static final String API_SERVER = "kube-apiserver";
  private static final List<String> ELECTED = List.of("kube-controller-manager", "kube-scheduler");

  Program {
    words = List.copyOf(words);
  }

  static Program of(PodManifest pod) {
    ContainerSpec first = pod.spec().containers().getFirst();
    boolean ofNode = pod.spec().namespaces().network();
    return new Program(
        ofNode ? pod.labels().getOrDefault("component", "") : "",
        Stream.concat(first.command().stream(), first.args().stream()).toList());
  }

  boolean isApiServer() {
    return component.equals(API_SERVER);
  }

  /** Whether it is of those of whom one leads, by a lease. */
  boolean isElected() {
    return ELECTED.contains(component);
  }

  /** What the flag is set to, the last time where it is given more than once. */
  Optional<String> flag(String name) {
    Optional<String> value = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--" + name + "=")) {
        value = Optional.of(word.substring(name.length() + 3));
      } else if (word.equals("--" + name)) {
        boolean alone = i + 1 == words.size() || words.get(i + 1).startsWith("-");
        value = Optional.of(alone ? "true" : words.get(i + 1));
      }
    }
    return value;
  }
}
