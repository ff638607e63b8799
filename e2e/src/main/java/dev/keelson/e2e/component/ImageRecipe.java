package dev.keelson.e2e.component;

import java.util.List;
import java.util.stream.Stream;

/**
 * One image: its name and the programs in its only layer.
 *
 * @param name with the tag, such as {@code registry.k8s.io/etcd:3.7.0-0}
 * @param directory where the programs lie in the image, with a slash at both ends
 * @param entrypoint what a container without a command runs
 */
record ImageRecipe(String name, String directory, List<String> programs, String entrypoint) {

  ImageRecipe {
    programs = List.copyOf(programs);
  }

  /**
   * Every image kubeadm lists for a release. The paths are those of the published images, because
   * manifests lean on them: CoreDNS and pause are run by their entry points, the others by name.
   */
  static List<ImageRecipe> all(ComponentVersions versions) {
    Stream<ImageRecipe> kubernetes =
        Stream.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")
            .map(name -> inPath(name + ":" + versions.kubernetes(), name));
    return Stream.concat(
            kubernetes,
            Stream.of(
                inPath("etcd:" + versions.etcd(), "etcd", "etcdctl", "etcdutl"),
                atRoot("coredns/coredns:" + versions.coredns(), "coredns"),
                atRoot("pause:" + versions.pause(), "pause")))
        .toList();
  }

  /** The image of the program that stamps, and that of a release's sandboxes. */
  static List<ImageRecipe> stamp(ComponentVersions versions) {
    return List.of(
        new ImageRecipe(StampImage.NAME, "/", List.of("stamp"), "/stamp"),
        atRoot("pause:" + versions.pause(), "pause"));
  }

  /** The tag, such as {@code 3.7.0-0}. */
  String tag() {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  private static ImageRecipe inPath(String name, String... programs) {
    return new ImageRecipe(
        "registry.k8s.io/" + name, "/usr/local/bin/", List.of(programs), programs[0]);
  }

  private static ImageRecipe atRoot(String name, String program) {
    return new ImageRecipe("registry.k8s.io/" + name, "/", List.of(program), "/" + program);
  }
}
