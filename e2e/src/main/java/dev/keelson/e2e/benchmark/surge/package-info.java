/** Clients that go on while a control plane changes, and what they met with. */
@NullMarked
package dev.keelson.e2e.benchmark.surge;

import org.jspecify.annotations.NullMarked;
