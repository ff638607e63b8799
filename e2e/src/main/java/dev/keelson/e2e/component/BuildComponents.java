package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The component builder's command line; prints where the results lie.
 *
 * <pre>
 * BuildComponents images [VERSION]     the image archive of a release
 * BuildComponents binaries [VERSION]   its executables, with kubectl, kubeadm and kubelet
 * BuildComponents benchmark            containerd, crictl and the CNI plugins
 * BuildComponents debian               nginx and busybox images of Debian packages
 * BuildComponents registry             nothing; succeeds where registry.k8s.io answers at once
 * </pre>
 *
 * Without a version the first of {@code components.properties} is meant. Exit status 1: a component
 * could not be built; 3: the words are not these.
 */
public final class BuildComponents {
  private static final String USAGE =
      "usage: images|binaries [VERSION] | benchmark | debian | registry";

  private BuildComponents() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    String what = arguments.isEmpty() ? "" : arguments.getFirst();
    try {
      Components components = new Components(ComponentCache.ofUser(), Platform.current(), err);
      ComponentVersions versions =
          arguments.size() > 1
              ? ComponentVersions.of(arguments.get(1))
              : ComponentVersions.all().getFirst();
      switch (what) {
        case "images" -> out.println(components.archive(versions));
        case "binaries" -> out.println(components.binaries(versions));
        case "benchmark" -> out.println(components.benchmarkTools());
        case "debian" -> out.println(components.debianArchive());
        case "registry" -> {
          return PublicRegistry.answers() ? 0 : 1;
        }
        default -> {
          err.println(USAGE);
          return 3;
        }
      }
      return 0;
    } catch (ComponentException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
