/** Ports plugged into adapters, loaded on demand. */
@NullMarked
package dev.keelson.cli.wiring;

import org.jspecify.annotations.NullMarked;
