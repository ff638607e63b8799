/** Pod workers, the life of a pod, back-off and status. */
@NullMarked
package dev.keelson.runtime.pod;

import org.jspecify.annotations.NullMarked;
