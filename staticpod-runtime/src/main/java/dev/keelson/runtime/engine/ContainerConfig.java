package dev.keelson.runtime.engine;

import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container is made of: CRI's {@code ContainerConfig}.
 *
 * @param attempt counts the containers of that name in the pod, from 0
 * @param command replaces the image's entry point where not empty
 * @param args replace the image's arguments where not empty
 * @param workingDir empty for the image's own
 * @param environment in order, later wins; on top of the image's own
 * @param logPath where the engine writes the container's output in the CRI log format; absolute
 */
public record ContainerConfig(
    String name,
    int attempt,
    ImageReference image,
    List<String> command,
    List<String> args,
    String workingDir,
    List<Env> environment,
    List<Mount> mounts,
    List<ImageMount> imageMounts,
    Path logPath,
    boolean stdin,
    boolean tty,
    Resources resources,
    ContainerSecurity security,
    Optional<String> stopSignal,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public ContainerConfig {
    command = List.copyOf(command);
    args = List.copyOf(args);
    environment = List.copyOf(environment);
    mounts = List.copyOf(mounts);
    imageMounts = List.copyOf(imageMounts);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** One environment variable. */
  public record Env(String name, String value) {}

  /**
   * A path of the host in the container; the host's path exists already.
   *
   * @param options words of mount(8) on top: noexec, nodev, nosuid
   */
  public record Mount(
      Path hostPath,
      String containerPath,
      boolean readOnly,
      boolean recursiveReadOnly,
      Propagation propagation,
      List<String> options) {
    public Mount {
      options = List.copyOf(options);
    }

    /** One without options. */
    public Mount(
        Path hostPath,
        String containerPath,
        boolean readOnly,
        boolean recursiveReadOnly,
        Propagation propagation) {
      this(hostPath, containerPath, readOnly, recursiveReadOnly, propagation, List.of());
    }
  }

  /**
   * The files of an image that is present in the container, where nobody can change them.
   *
   * @param subPath a directory below the image's root; empty for all of it
   */
  public record ImageMount(ImageReference image, String subPath, String containerPath) {}

  /** Mount propagation as the Kubernetes API names it. */
  public enum Propagation {
    NONE,
    HOST_TO_CONTAINER,
    BIDIRECTIONAL
  }
}
