@NullMarked
package dev.keelson.runtime.network;

import org.jspecify.annotations.NullMarked;
