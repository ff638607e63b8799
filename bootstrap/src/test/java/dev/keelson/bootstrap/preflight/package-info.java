/** Each check against a machine made of files. */
@NullMarked
package dev.keelson.bootstrap.preflight;

import org.jspecify.annotations.NullMarked;
