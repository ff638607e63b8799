@NullMarked
package dev.keelson.cli.wiring;

import org.jspecify.annotations.NullMarked;
