/**
 * What can be done to a node, as sealed data, and the two executors that do it: on the node, or as
 * a dry run.
 */
@NullMarked
package dev.keelson.bootstrap.effect;

import org.jspecify.annotations.NullMarked;
