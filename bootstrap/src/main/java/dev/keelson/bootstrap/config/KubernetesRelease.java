package dev.keelson.bootstrap.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The minor releases of Kubernetes that can be brought up, with what goes with each of them. */
public enum KubernetesRelease {
  V1_36(36, 4, "3.6.8-0", "v1.14.2", "3.10.2"),
  V1_37(37, 1, "3.7.0-0", "v1.14.6", "3.10.2");

  private final int minor;
  private final int newestPatch;
  private final String etcdTag;
  private final String coreDnsTag;
  private final String pauseTag;

  KubernetesRelease(
      int minor, int newestPatch, String etcdTag, String coreDnsTag, String pauseTag) {
    this.minor = minor;
    this.newestPatch = newestPatch;
    this.etcdTag = etcdTag;
    this.coreDnsTag = coreDnsTag;
    this.pauseTag = pauseTag;
  }

  /** The release that {@code version} is a patch of; empty where it is not supported. */
  public static Optional<KubernetesRelease> of(KubernetesVersion version) {
    return version.major() == 1 ? ofMinor(version.minor()) : Optional.empty();
  }

  /** The release 1.{@code minor}; empty where it is not supported. */
  static Optional<KubernetesRelease> ofMinor(int minor) {
    return Arrays.stream(values()).filter(release -> release.minor == minor).findFirst();
  }

  /** The newest release, the default. */
  public static KubernetesRelease newest() {
    return Arrays.stream(values())
        .max(Comparator.comparingInt(release -> release.minor))
        .orElseThrow();
  }

  /** The newest patch that is known here. */
  public KubernetesVersion newestPatch() {
    return new KubernetesVersion(1, minor, newestPatch, "");
  }

  /** The tag of the etcd image that the kubeadm of this release runs. */
  public String etcdTag() {
    return etcdTag;
  }

  /** The tag of its CoreDNS image. */
  public String coreDnsTag() {
    return coreDnsTag;
  }

  /** The tag of its pause image. */
  public String pauseTag() {
    return pauseTag;
  }
}
