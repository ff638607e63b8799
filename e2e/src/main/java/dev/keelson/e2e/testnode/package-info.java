/** A node of its own on this machine: private namespaces, power cuts, a bridge. */
@NullMarked
package dev.keelson.e2e.testnode;

import org.jspecify.annotations.NullMarked;
