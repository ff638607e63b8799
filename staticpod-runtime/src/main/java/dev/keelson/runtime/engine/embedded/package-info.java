/** The engine without a daemon: OCI bundles run by runc under conmon. */
@NullMarked
package dev.keelson.runtime.engine.embedded;

import org.jspecify.annotations.NullMarked;
