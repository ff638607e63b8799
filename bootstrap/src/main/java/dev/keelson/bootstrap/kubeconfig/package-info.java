/** The five kubeconfig files. */
@NullMarked
package dev.keelson.bootstrap.kubeconfig;

import org.jspecify.annotations.NullMarked;
