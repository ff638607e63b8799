@NullMarked
package dev.keelson.runtime.manifest;

import org.jspecify.annotations.NullMarked;
