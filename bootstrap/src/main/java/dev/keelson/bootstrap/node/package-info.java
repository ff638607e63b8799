/** The paths of a node and the ports to it: NodeView for reading, PodRuntime for its pods. */
@NullMarked
package dev.keelson.bootstrap.node;

import org.jspecify.annotations.NullMarked;
