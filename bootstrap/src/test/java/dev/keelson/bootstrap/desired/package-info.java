/** Tests. */
@NullMarked
package dev.keelson.bootstrap.desired;

import org.jspecify.annotations.NullMarked;
