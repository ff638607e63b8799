package dev.keelson.runtime.pod;

import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.VolumeSpec;
import dev.keelson.runtime.pod.ImagePresence.Presence;
import dev.keelson.runtime.pod.ImagePresence.Presence.Absent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that a pod's volumes are made of. Each is fetched before the first container that
 * mounts it, as containers' images are, and what was found then stays for the whole pod as long as
 * it is present. Used by the pod's worker alone.
 */
final class ImageVolumes {
  private final PodContext context;
  private final Map<String, Volume> volumes = new LinkedHashMap<>();

  private static final class Volume {
    private final ImageReference reference;
    private final ImagePresence presence;
    private boolean found;

    private Volume(PodContext context, VolumeSpec.Image spec) {
      this.reference = ImageReference.parse(spec.reference());
      this.presence = new ImagePresence(context, "", spec.reference(), spec.pullPolicy());
    }

    private Optional<Absent> ensure(PodContext context, Instant now) {
      if (found && context.services().engine().imageStatus(reference).isPresent()) {
        return Optional.empty();
      }
      Presence answer = presence.ensure(now);
      found = answer instanceof Presence.Present;
      return answer instanceof Absent absent ? Optional.of(absent) : Optional.empty();
    }
  }

  ImageVolumes(PodContext context) {
    this.context = context;
    for (VolumeSpec volume : context.manifest().spec().volumes()) {
      if (volume instanceof VolumeSpec.Image image) {
        volumes.put(image.name(), new Volume(context, image));
      }
    }
  }

  /** Whether one that the container mounts is being pulled. */
  boolean pulling(ContainerSpec container) {
    return of(container).anyMatch(v -> v.presence.pulling());
  }

  /** What the container still waits for; empty when all that it mounts are there. */
  Optional<Absent> ensure(ContainerSpec container, Instant now) {
    return of(container)
        .map(v -> v.ensure(context, now))
        .flatMap(Optional::stream)
        .reduce((a, b) ->
            new Absent(a.reason(), a.message(), PodContainers.earlier(a.next(), b.next())));
  }

  private Stream<Volume> of(ContainerSpec container) {
    return container.mounts().stream()
        .map(m -> Optional.ofNullable(volumes.get(m.volume())))
        .flatMap(Optional::stream)
        .distinct();
  }
}
