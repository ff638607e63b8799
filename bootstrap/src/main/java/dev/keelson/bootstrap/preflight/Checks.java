package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.desired.ComponentParts;
import dev.keelson.bootstrap.desired.Images;
import dev.keelson.bootstrap.node.NodeImages;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.Owner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which checks a command makes. */
public final class Checks {
  private static final String INSTALL = "apt-get install runc conmon";
  private static final Path PROC = Path.of("/proc");

  private Checks() {}

  /**
   * The checks of init.
   *
   * @param ours components that an interrupted init has rolled out already: their manifests, data
   *     and ports are ours
   * @param runtimeRunning whether our pod runtime answers, and so holds its port
   */
  public static List<Check> init(
      ClusterSpec spec,
      NodeLayout layout,
      NodeView node,
      NodeImages images,
      Set<Component> ours,
      boolean runtimeRunning) {
    var checks = new ArrayList<Check>();
    checks.add(new IsPrivilegedUser(Owner.ofProcess()));
    checks.add(new NumCpu(java.lang.Runtime.getRuntime().availableProcessors()));
    checks.add(new Mem(PROC.resolve("meminfo")));
    checks.add(new Cgroups(Path.of("/sys/fs/cgroup")));
    checks.addAll(Ports.of(spec, ours, runtimeRunning, new SocketTable(PROC)));
    for (Component component : Component.of(spec)) {
      if (!ours.contains(component)) {
        checks.add(new FileAvailable(ComponentParts.manifestPath(component, layout), node));
      }
    }
    checks.add(new ProgramExisting("runc", path(), INSTALL));
    checks.add(new ProgramExisting("conmon", path(), INSTALL));
    checks.add(new Swap(PROC.resolve("swaps")));
    checks.add(new Hostname(spec.nodeName()));
    if (spec.etcd() instanceof EtcdSpec.Local etcd) {
      checks.add(new DiskSpace(etcd.dataDir()));
      if (!ours.contains(Component.ETCD)) {
        checks.add(new DirAvailable(etcd.dataDir(), node));
      }
    }
    checks.add(new ImagePresent(Images.of(spec), images));
    return checks;
  }

  /** The checks of reset, kubeadm's. */
  public static List<Check> reset() {
    return List.of(new IsPrivilegedUser(Owner.ofProcess()));
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
  }
}
