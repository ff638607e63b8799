/** The kubeconfig files as written, kept and refused. */
@NullMarked
package dev.keelson.bootstrap.kubeconfig;

import org.jspecify.annotations.NullMarked;
