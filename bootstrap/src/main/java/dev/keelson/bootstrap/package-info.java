/**
 * The commands, for whoever gives them flags and a console: bring a control plane up, take it away,
 * say what is there.
 */
@NullMarked
package dev.keelson.bootstrap;

import org.jspecify.annotations.NullMarked;
