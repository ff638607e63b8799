/**
 * The configuration of an OCI bundle, computed: from what a container should be to the JSON that
 * runc reads. Nothing here touches the machine.
 */
@NullMarked
package dev.keelson.runtime.engine.embedded.oci;

import org.jspecify.annotations.NullMarked;
