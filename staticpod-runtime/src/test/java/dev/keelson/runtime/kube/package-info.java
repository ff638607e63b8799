/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.kube;

import org.jspecify.annotations.NullMarked;
