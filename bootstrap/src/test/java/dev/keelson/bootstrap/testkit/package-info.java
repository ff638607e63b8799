/** Contracts of bootstrap's ports, which their adapters and their doubles are held to alike. */
@NullMarked
package dev.keelson.bootstrap.testkit;

import org.jspecify.annotations.NullMarked;
