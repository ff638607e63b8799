/** The OCI distribution protocol and registry credentials. */
@NullMarked
package dev.keelson.runtime.image.registry;

import org.jspecify.annotations.NullMarked;
