package dev.keelson.runtime.engine;

/** Which pod a sandbox is of. */
public record PodIdentity(String namespace, String name, String uid) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
