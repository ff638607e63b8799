package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartFile;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a control-plane node. */
final class Parts {
  /** Kubeconfig files that no component reads. */
  static final String SHARED = "shared";

  /** In the order they are rolled out: each component finds what it needs running, or starting. */
  static final List<String> ORDER =
      Stream.concat(Stream.of(Component.values()).map(Component::podName), Stream.of(SHARED))
          .toList();

  private Parts() {}

  /** Files alone; their directories are made as kubeadm makes them. */
  static Part files(String part, List<PartFile> files) {
    return new Part(part, List.of(), files);
  }
}
