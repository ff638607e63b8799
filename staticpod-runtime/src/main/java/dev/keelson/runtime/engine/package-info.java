/** The engine interface, in the words of the Container Runtime Interface. */
@NullMarked
package dev.keelson.runtime.engine;

import org.jspecify.annotations.NullMarked;
