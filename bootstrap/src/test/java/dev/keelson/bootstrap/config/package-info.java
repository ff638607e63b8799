/** Tests. */
@NullMarked
package dev.keelson.bootstrap.config;

import org.jspecify.annotations.NullMarked;
