@NullMarked
package dev.keelson.runtime.source;

import org.jspecify.annotations.NullMarked;
