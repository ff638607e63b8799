/** Whole commands on a node of files alone: a temporary directory, pods and an API in memory. */
@NullMarked
package dev.keelson.bootstrap;

import org.jspecify.annotations.NullMarked;
