/** Flags and the KubeletConfiguration document of the runtime. */
@NullMarked
package dev.keelson.runtime.config;

import org.jspecify.annotations.NullMarked;
