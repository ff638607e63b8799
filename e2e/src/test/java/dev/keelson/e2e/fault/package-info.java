/** What must not matter: kills at random moments, spoilt manifests, restarts in between. */
@NullMarked
package dev.keelson.e2e.fault;

import org.jspecify.annotations.NullMarked;
