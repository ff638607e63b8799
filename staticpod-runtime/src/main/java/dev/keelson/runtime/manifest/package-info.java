/** From the bytes of a manifest to valid pod records: strict parsing, API defaults, refusals. */
@NullMarked
package dev.keelson.runtime.manifest;

import org.jspecify.annotations.NullMarked;
