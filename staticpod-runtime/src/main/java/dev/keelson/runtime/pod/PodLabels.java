package dev.keelson.runtime.pod;

/** Labels and annotations on sandboxes and containers, by which they are found again. */
final class PodLabels {
  static final String POD_NAME = "io.kubernetes.pod.name";
  static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
  static final String POD_UID = "io.kubernetes.pod.uid";
  static final String CONTAINER_NAME = "io.kubernetes.container.name";
  static final String RESTART_COUNT = "io.kubernetes.container.restartCount";
  static final String TERMINATION_MESSAGE_PATH = "io.kubernetes.container.terminationMessagePath";
  static final String TERMINATION_MESSAGE_POLICY =
      "io.kubernetes.container.terminationMessagePolicy";
  static final String GRACE_PERIOD = "io.kubernetes.pod.terminationGracePeriod";

  /**
   * The pod's whole document, so that a pod whose manifest vanished is stopped as it asked to be.
   */
  static final String MANIFEST = "keelson.dev/manifest";

  /** The file or URL it came from. */
  static final String SOURCE = "keelson.dev/source";

  /** The revision it runs, annotated or computed. */
  static final String RUNNING_REVISION = "keelson.dev/running-revision";

  private PodLabels() {}
}
