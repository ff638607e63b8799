/** The bundle's configuration, computed without a machine. */
@NullMarked
package dev.keelson.runtime.engine.embedded.oci;

import org.jspecify.annotations.NullMarked;
