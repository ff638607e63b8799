@NullMarked
package dev.keelson.runtime.controlplane;

import org.jspecify.annotations.NullMarked;
