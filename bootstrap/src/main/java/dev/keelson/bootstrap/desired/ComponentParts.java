package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.Sensitivity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The part of one component: its own files and, last, its manifest. */
public final class ComponentParts {
  private ComponentParts() {}

  /**
   * The part of that component.
   *
   * @param own the component's own files, such as its certificates; they become files of the part
   * @param shared files of other parts that the component reads too, such as the CA
   * @throws IllegalArgumentException for etcd where the etcd is external
   */
  public static Part of(
      Component component,
      ClusterSpec spec,
      NodeLayout layout,
      HostFacts facts,
      List<PartFile> own,
      List<PartFile> shared) {
    var manifests = new Manifests(spec, layout, facts);
    var reads = hashes(component, spec, facts, Stream.concat(own.stream(), shared.stream()));
    var revision = revision(manifests.text(component, ""), reads);
    var files = new ArrayList<>(own);
    files.add(
        new PartFile(
            manifestPath(component, layout),
            0600,
            Owner.ROOT,
            Sensitivity.PUBLIC,
            Bytes.utf8(manifests.text(component, revision))));
    return new Part(component.podName(), directories(component, spec, layout), files);
  }

  /** Where the component's manifest lies. */
  public static Path manifestPath(Component component, NodeLayout layout) {
    return layout.manifests().resolve(component.podName() + ".yaml");
  }

  private static List<PartDirectory> directories(
      Component component, ClusterSpec spec, NodeLayout layout) {
    var directories = new ArrayList<PartDirectory>();
    directories.add(new PartDirectory(layout.kubernetes(), 0755, Owner.ROOT));
    directories.add(new PartDirectory(layout.manifests(), 0700, Owner.ROOT));
    if (component == Component.ETCD && spec.etcd() instanceof EtcdSpec.Local local) {
      directories.add(new PartDirectory(local.dataDir(), 0700, Owner.ROOT));
    }
    return directories;
  }

  private static SortedMap<Path, String> hashes(
      Component component, ClusterSpec spec, HostFacts facts, Stream<PartFile> files) {
    var hashes = new TreeMap<Path, String>();
    for (var file : UserFiles.of(component, spec)) {
      hashes.put(file, facts.userFiles().getOrDefault(file, ""));
    }
    files.forEach(file -> hashes.put(file.path(), file.content().sha256()));
    return hashes;
  }

  // Two manifests of one revision start equal pods that read equal bytes.
  private static String revision(String manifest, SortedMap<Path, String> reads) {
    var text = new StringBuilder(manifest);
    reads.forEach((path, hash) -> text.append(path).append('\0').append(hash).append('\n'));
    return Bytes.utf8(text.toString()).sha256();
  }
}
