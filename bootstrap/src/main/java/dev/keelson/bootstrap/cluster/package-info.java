/** The objects of the Kubernetes API that bootstrapping needs, and the ClusterApi port to it. */
@NullMarked
package dev.keelson.bootstrap.cluster;

import org.jspecify.annotations.NullMarked;
