/** A pod as {@code kubectl describe} shows it; knows what the runtime tells, and prints nothing. */
@NullMarked
package dev.keelson.cli.describe;

import org.jspecify.annotations.NullMarked;
