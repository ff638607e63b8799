@NullMarked
package dev.keelson.runtime.volume;

import org.jspecify.annotations.NullMarked;
