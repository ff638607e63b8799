/** What is read of a node. */
@NullMarked
package dev.keelson.bootstrap.node;

import org.jspecify.annotations.NullMarked;
