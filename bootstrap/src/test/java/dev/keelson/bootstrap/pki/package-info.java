/** Keys and certificates as issued, reused and refused. */
@NullMarked
package dev.keelson.bootstrap.pki;

import org.jspecify.annotations.NullMarked;
