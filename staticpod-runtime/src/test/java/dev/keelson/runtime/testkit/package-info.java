/** Doubles of the runtime's ports, each held to the contract of the real part. */
@NullMarked
package dev.keelson.runtime.testkit;

import org.jspecify.annotations.NullMarked;
