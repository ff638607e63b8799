package dev.keelson.e2e.component;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Published Go modules of one version and the programs to build of them.
 *
 * @param modules the modules the programs are in, the leading one first
 * @param staging the version that takes the place of {@code ./staging/src/...} in the leading
 *     module's replacements; only k8s.io/kubernetes has such
 */
record GoModules(
    String name,
    List<String> modules,
    String version,
    Optional<String> staging,
    List<String> linkerFlags,
    List<GoProgram> programs)
    implements GoSource {

  GoModules {
    modules = List.copyOf(modules);
    linkerFlags = List.copyOf(linkerFlags);
    programs = List.copyOf(programs);
  }

  /** Kubernetes itself: without the stamp its programs call themselves v0.0.0-master. */
  static GoModules kubernetes(ComponentVersions versions, String... commands) {
    String stamp = "-X k8s.io/component-base/version.";
    return new GoModules(
        "kubernetes",
        List.of("k8s.io/kubernetes"),
        versions.kubernetes(),
        Optional.of(versions.staging()),
        List.of(
            stamp + "gitVersion=" + versions.kubernetes(),
            stamp + "gitMajor=1",
            stamp + "gitMinor=" + versions.minor(),
            stamp + "gitTreeState=clean"),
        programs("k8s.io/kubernetes/cmd/", commands));
  }

  /** The etcd server and its two tools, which are a module each. */
  static GoModules etcd(ComponentVersions versions) {
    List<GoProgram> programs =
        List.of(
            new GoProgram("etcd", "go.etcd.io/etcd/server/v3"),
            new GoProgram("etcdctl", "go.etcd.io/etcd/etcdctl/v3"),
            new GoProgram("etcdutl", "go.etcd.io/etcd/etcdutl/v3"));
    List<String> modules = programs.stream().map(GoProgram::importPath).toList();
    return new GoModules(
        "etcd", modules, versions.etcdModule(), Optional.empty(), List.of(), programs);
  }

  /** Programs of one module whose packages lie side by side under a path. */
  static GoModules of(String module, String version, String packages, String... commands) {
    String name = commands[0];
    return new GoModules(
        name, List.of(module), version, Optional.empty(), List.of(), programs(packages, commands));
  }

  private static List<GoProgram> programs(String packages, String... commands) {
    return Stream.of(commands).map(name -> new GoProgram(name, packages + name)).toList();
  }
}
