package dev.keelson.runtime;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.image.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes images that no container needs, as the kubelet's image garbage collector: once the disk
 * is filled to the high threshold, those unused for longest, down to the low one. When an image was
 * seen and used is remembered from the runtime's start on. For one thread.
 *
 * <p>On purpose unlike there, a wanted pod needs its images between two of its containers as well:
 * a kubelet that collects just then has removed a control plane's only image, and where none can be
 * pulled that stays away.
 */
final class ImageGarbage {
  private static final Logger LOG = LoggerFactory.getLogger(ImageGarbage.class);
  private static final long PERCENT = 100;

  private final ContainerEngine engine;
  private final KubeletSettings.Images settings;
  private final InstantSource clock;
  private final Disk disk;
  private final Supplier<Set<ImageReference>> wanted;
  private final Instant begun;
  private final Map<String, Times> times = new HashMap<>();

  /**
   * Since when an image is known, and when it was used last; its first sight where it never was.
   */
  private record Times(Instant seen, Instant used) {}

  /** The file system that images lie on. */
  interface Disk {
    /** Its use now. */
    Use use();

    /** In bytes. */
    record Use(long capacity, long available) {
      private long percent() {
        return PERCENT - available * PERCENT / Math.max(1, capacity);
      }
    }

    /** The one that this directory, or the nearest above that exists, is on. */
    static Disk of(Path directory) {
      return () -> {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
          there = there.resolveSibling("").normalize();
        }
        try {
          FileStore store = Files.getFileStore(there);
          return new Use(store.getTotalSpace(), store.getUsableSpace());
        } catch (IOException e) {
          throw new UncheckedIOException("the size of the disk of " + there + " is not known", e);
        }
      };
    }
  }

  /**
   * Nothing is known of any image.
   *
   * @param clock by which ages are counted: the steady one, for who sets the other uses no image
   * @param wanted the images of all pods that are to run
   */
  ImageGarbage(
      ContainerEngine engine,
      KubeletSettings.Images settings,
      InstantSource clock,
      Disk disk,
      Supplier<Set<ImageReference>> wanted) {
    this.engine = engine;
    this.settings = settings;
    this.clock = clock;
    this.disk = disk;
    this.wanted = wanted;
    this.begun = clock.instant();
  }

  /** Looks once, and removes what is to go. */
  void collect() {
    Instant now = clock.instant();
    List<ImageInfo> unused = unused(now);
    removeOld(unused, now);
    Disk.Use use = disk.use();
    if (use.percent() < settings.gcHighThreshold()) {
      return;
    }
    long wanted =
        use.capacity() * (PERCENT - settings.gcLowThreshold()) / PERCENT - use.available();
    LOG.info("the disk of images is {} % full; {} bytes are to be freed", use.percent(), wanted);
    long freed = free(unused, wanted, now);
    if (freed < wanted) {
      LOG.warn(
          "Failed to garbage collect required amount of images. Attempted to free {} bytes, but"
              + " only found {} bytes eligible to free.",
          wanted,
          freed);
    }
  }

  /** The images that no pod and no container needs, those unused for longest first. */
  private List<ImageInfo> unused(Instant now) {
    Set<String> inUse = inUse();
    List<ImageInfo> images = engine.listImages();
    times.keySet().retainAll(images.stream().map(ImageInfo::id).toList());
    for (ImageInfo image : images) {
      Times before = times.getOrDefault(image.id(), new Times(now, now));
      times.put(image.id(), inUse.contains(image.id()) ? new Times(before.seen(), now) : before);
    }
    Comparator<Times> longest = Comparator.comparing(Times::used).thenComparing(Times::seen);
    return new ArrayList<>(
        images.stream()
            .filter(i -> !inUse.contains(i.id()))
            .sorted(
                Comparator.comparing(i -> times.getOrDefault(i.id(), new Times(now, now)), longest))
            .toList());
  }

  /** The ids of the images that pods or containers need, as their own or as volumes. */
  private Set<String> inUse() {
    Stream<String> ofPods =
        wanted.get().stream().map(engine::imageStatus).flatMap(Optional::stream).map(ImageInfo::id);
    Stream<String> ofContainers =
        engine.listContainers().stream().flatMap(ContainerStatus::imageIds);
    return Stream.concat(ofPods, ofContainers).collect(Collectors.toSet());
  }

  private void removeOld(List<ImageInfo> unused, Instant now) {
    Duration most = settings.maximumAge();
    if (most.isPositive() && begun.plus(most).isBefore(now)) {
      unused.removeIf(i -> unusedFor(i, now).compareTo(most) > 0 && remove(i));
    }
  }

  private Duration unusedFor(ImageInfo image, Instant now) {
    return Duration.between(times.getOrDefault(image.id(), new Times(now, now)).used(), now);
  }

  private long free(List<ImageInfo> unused, long wanted, Instant now) {
    long freed = 0;
    for (ImageInfo image : unused) {
      Instant seen = times.getOrDefault(image.id(), new Times(now, now)).seen();
      boolean oldEnough = Duration.between(seen, now).compareTo(settings.minimumAge()) >= 0;
      if (freed < wanted && oldEnough && remove(image)) {
        freed += image.sizeBytes();
      }
    }
    return freed;
  }

  private boolean remove(ImageInfo image) {
    try {
      engine.removeImage(image.id());
      LOG.info(
          "removed the image {} of {} bytes, which nothing uses", image.id(), image.sizeBytes());
      return true;
    } catch (EngineException e) {
      LOG.warn("the image {} cannot be removed: {}", image.id(), String.valueOf(e.getMessage()));
      return false;
    }
  }
}
