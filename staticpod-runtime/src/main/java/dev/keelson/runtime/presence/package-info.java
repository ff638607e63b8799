/** What the API server sees of this node: Node, Lease, mirror pods, events. */
@NullMarked
package dev.keelson.runtime.presence;

import org.jspecify.annotations.NullMarked;
