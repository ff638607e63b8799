package dev.keelson.e2e.component;

import java.util.List;
import java.util.stream.Stream;

/** Which Go sources the components are built of. */
final class ComponentSources {
  private ComponentSources() {}

  /** What a release's images hold; what a control plane needs first comes first. */
  static List<GoSource> images(ComponentVersions versions) {
    return List.of(
        GoModules.kubernetes(
            versions, "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"),
        GoModules.etcd(versions),
        new GoFile("pause", "pause/main.go"),
        GoModules.of(
            "github.com/coredns/coredns", versions.coredns(), "github.com/coredns/", "coredns"));
  }

  /** The images' programs, and kubectl, kubeadm and kubelet for tests and benchmarks. */
  static List<GoSource> all(ComponentVersions versions) {
    GoModules tools = GoModules.kubernetes(versions, "kubectl", "kubeadm", "kubelet");
    return Stream.concat(Stream.of((GoSource) tools), images(versions).stream()).toList();
  }

  /** The source of one program, alone if it can be built alone. */
  static List<GoSource> program(ComponentVersions versions, String name) {
    return all(versions).stream()
        .filter(source -> source.programs().stream().anyMatch(p -> p.name().equals(name)))
        .map(source ->
            source.name().equals("kubernetes") ? GoModules.kubernetes(versions, name) : source)
        .toList();
  }

  /** What kubeadm and the kubelet need beside them when they are measured. */
  static List<GoSource> benchmark() {
    String containerd = "github.com/containerd/containerd/v2";
    String criTools = "sigs.k8s.io/cri-tools";
    String plugins = "github.com/containernetworking/plugins";
    return List.of(
        GoModules.of(
            containerd,
            ComponentVersions.ofTool("containerd"),
            containerd + "/cmd/",
            "containerd",
            "containerd-shim-runc-v2",
            "ctr"),
        GoModules.of(criTools, ComponentVersions.ofTool("cri-tools"), criTools + "/cmd/", "crictl"),
        cniPlugins(plugins, "main", "bridge", "ptp", "loopback"),
        cniPlugins(plugins, "ipam", "host-local"),
        cniPlugins(plugins, "meta", "portmap"));
  }

  /** The program of the pods that are measured, and the one that a sandbox needs. */
  static List<GoSource> stamp() {
    return List.of(new GoFile("pause", "pause/main.go"), new GoFile("stamp", "stamp/main.go"));
  }

  private static GoModules cniPlugins(String module, String kind, String... names) {
    return GoModules.of(
        module, ComponentVersions.ofTool("cni-plugins"), module + "/plugins/" + kind + "/", names);
  }
}
