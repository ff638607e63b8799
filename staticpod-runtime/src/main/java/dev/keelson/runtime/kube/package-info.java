/** A bare client of the Kubernetes API: kubeconfig, six verbs, watch. */
@NullMarked
package dev.keelson.runtime.kube;

import org.jspecify.annotations.NullMarked;
