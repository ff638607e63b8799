/**
 * The function from ClusterSpec and PKI to the parts of the desired node. No clock, no I/O, no
 * output.
 */
@NullMarked
package dev.keelson.bootstrap.desired;

import org.jspecify.annotations.NullMarked;
