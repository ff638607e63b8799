package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.manifest.ContainerSpec.PullPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that the image of a container or of a volume is there, by its pull policy. A pull runs
 * on a thread of its own and wakes the worker when it is done; failed pulls back off as the
 * kubelet's. An image that somebody imports meanwhile is noticed within seconds. Used by the pod's
 * worker alone.
 */
final class ImagePresence {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final String PRESENT =
      "\" already present on machine and can be accessed by the pod";

  private final PodContext context;
  private final String container;
  private final String image;
  private final PullPolicy policy;
  private final ImageReference reference;
  private final AtomicReference<Optional<Pull>> finished = new AtomicReference<>(Optional.empty());
  private boolean pulling;
  private Backoff backoff = Backoff.ofKubelet();
  private Optional<Failed> failure = Optional.empty();

  /** Whether the image is there. */
  sealed interface Presence {
    record Present(ImageInfo image) implements Presence {}

    /** It is not yet; the reason and message are the kubelet's. */
    record Absent(String reason, String message, Optional<Instant> next) implements Presence {}
  }

  /** How a pull ended: an image or a message. */
  private record Pull(Optional<ImageInfo> image, String message) {}

  private record Failed(String message, Instant at) {}

  /**
   * Of one image.
   *
   * @param container whose image it is; empty for a volume's
   */
  ImagePresence(PodContext context, String container, String image, PullPolicy policy) {
    this.context = context;
    this.container = container;
    this.image = image;
    this.policy = policy;
    this.reference = ImageReference.parse(image);
  }

  boolean pulling() {
    return pulling;
  }

  /**
   * Looks, begins to pull where that is due, and says how it stands.
   *
   * @param now on the steady clock, as is when to look again
   */
  Presence ensure(Instant now) {
    Optional<Pull> pull = finished.getAndSet(Optional.empty());
    if (pull.isPresent()) {
      pulling = false;
      if (pull.get().image().isPresent()) {
        failure = Optional.empty();
        return new Presence.Present(pull.get().image().get());
      }
      failed(pull.get().message(), now);
    }
    return pulling ? pullingNow() : look(now);
  }

  private Presence look(Instant now) {
    if (policy != PullPolicy.ALWAYS) {
      Optional<ImageInfo> present = engine().imageStatus(reference);
      if (present.isPresent()) {
        failure = Optional.empty();
        tell("Pulled", "Container image \"" + image + PRESENT);
        return new Presence.Present(present.get());
      }
    }
    if (policy == PullPolicy.NEVER) {
      String message = "Container image \"" + image + "\" is not present with pull policy of Never";
      return new Presence.Absent("ErrImageNeverPull", message, Optional.of(now.plus(LOOK_AGAIN)));
    }
    return failure.map(f -> backingOff(f, now)).orElseGet(() -> begin(now));
  }

  private Presence backingOff(Failed failed, Instant now) {
    Instant due = backoff.notBefore(failed.at());
    if (!now.isBefore(due)) {
      return begin(now);
    }
    Instant look = now.plus(LOOK_AGAIN);
    boolean fresh = failed.at().equals(now);
    return new Presence.Absent(
        fresh ? "ErrImagePull" : "ImagePullBackOff",
        fresh ? failed.message() : "Back-off pulling image \"" + image + "\": " + failed.message(),
        Optional.of(look.isBefore(due) ? look : due));
  }

  private Presence begin(Instant now) {
    backoff = backoff.triedAt(now);
    pulling = true;
    tell("Pulling", "Pulling image \"" + image + "\"");
    Thread.ofVirtual().name("pull-" + reference.repository()).start(this::pull);
    return pullingNow();
  }

  private static Presence pullingNow() {
    return new Presence.Absent("ContainerCreating", "", Optional.empty());
  }

  private void pull() {
    Pull pull;
    try {
      var time = new PullTime();
      ImageInfo pulled =
          context.services().pulls().pull(() -> time.of(() -> engine().pullImage(reference)));
      pull = new Pull(Optional.of(pulled), "");
      tell(
          "Pulled",
          "Successfully pulled image \"%s\" in %s. Image size: %d bytes."
              .formatted(image, time.words(), pulled.sizeBytes()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      pull = new Pull(Optional.empty(), String.valueOf(e.getMessage()));
    }
    finished.set(Optional.of(pull));
    context.wake().run();
  }

  private void failed(String message, Instant now) {
    failure = Optional.of(new Failed(message, now));
    context
        .events()
        .warning(container, "Failed", "Failed to pull image \"" + image + "\": " + message);
  }

  private ContainerEngine engine() {
    return context.services().engine();
  }

  private void tell(String reason, String message) {
    context.events().normal(container, reason, message);
  }
}
