package dev.keelson.runtime.kube;

/** An answer that is not an API object, such as that of {@code /readyz}. */
public record KubeText(int status, String body) {
  /** Whether the status is 200. */
  public boolean ok() {
    return status == 200;
  }
}
