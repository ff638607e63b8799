/** Phases as data: paths, selection, the runner and the events it reports. */
@NullMarked
package dev.keelson.bootstrap.workflow;

import org.jspecify.annotations.NullMarked;
