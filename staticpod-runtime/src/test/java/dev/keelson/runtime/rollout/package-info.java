@NullMarked
package dev.keelson.runtime.rollout;

import org.jspecify.annotations.NullMarked;
