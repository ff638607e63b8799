/** Phases, selections and the order things happen in. */
@NullMarked
package dev.keelson.bootstrap.workflow;

import org.jspecify.annotations.NullMarked;
