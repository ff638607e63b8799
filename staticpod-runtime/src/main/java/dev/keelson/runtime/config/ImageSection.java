package dev.keelson.runtime.config;

import dev.keelson.runtime.config.KubeletSettings.Images;
import dev.keelson.runtime.manifest.Fields;
import java.time.Duration;
import java.util.Optional;

/** Reads what a KubeletConfiguration says of images. */
final class ImageSection {
  private ImageSection() {}

  static Images read(Fields fields, Images before) {
    int high =
        ConfigFields.between(
            fields, "imageGCHighThresholdPercent", before.gcHighThreshold(), 0, 100);
    int low =
        ConfigFields.between(fields, "imageGCLowThresholdPercent", before.gcLowThreshold(), 0, 100);
    if (low >= high) {
      fields.problem(
          "imageGCLowThresholdPercent",
          low + " must be less than imageGCHighThresholdPercent, which is " + high);
    }
    Duration least = ConfigFields.duration(fields, "imageMinimumGCAge", before.minimumAge());
    Duration most = ConfigFields.durationOrZero(fields, "imageMaximumGCAge");
    if (!most.isZero() && most.compareTo(least) <= 0) {
      fields.problem("imageMaximumGCAge", "must be greater than imageMinimumGCAge");
    }
    return new Images(
        high,
        low,
        least,
        most,
        parallelPulls(fields, before),
        fields.number("registryPullQPS", 0).orElse(before.pullsPerSecond()),
        positive(fields, "registryBurst", before.pullBurst()));
  }

  /** One at a time where either field says so; unlike the kubelet's not where neither is given. */
  private static Optional<Integer> parallelPulls(Fields fields, Images before) {
    Optional<Integer> most = fields.number("maxParallelImagePulls", 1);
    Optional<Boolean> serial = fields.flag("serializeImagePulls");
    if (serial.orElse(false) && most.orElse(1) > 1) {
      fields.problem(
          "maxParallelImagePulls", "cannot be larger than 1 unless serializeImagePulls is false");
    }
    if (most.isEmpty() && serial.isEmpty()) {
      return before.parallelPulls();
    }
    boolean one = serial.orElse(most.orElse(1) < 2);
    return one ? Optional.of(1) : most;
  }

  static int positive(Fields fields, String name, int otherwise) {
    int given = fields.number(name, 0).orElse(0);
    return given == 0 ? otherwise : given;
  }
}
