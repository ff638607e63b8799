package dev.keelson.bootstrap.node;

/** The port to the images that the node's engine has. */
@FunctionalInterface
public interface NodeImages {
  /**
   * Whether that image can be run without asking a registry.
   *
   * @param reference as a manifest writes it, such as {@code registry.k8s.io/etcd:3.7.0-0}
   */
  boolean present(String reference);
}
