/** How a changed pod takes the place of its predecessor. */
@NullMarked
package dev.keelson.runtime.rollout;

import org.jspecify.annotations.NullMarked;
