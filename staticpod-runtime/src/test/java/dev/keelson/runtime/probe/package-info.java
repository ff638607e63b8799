@NullMarked
package dev.keelson.runtime.probe;

import org.jspecify.annotations.NullMarked;
