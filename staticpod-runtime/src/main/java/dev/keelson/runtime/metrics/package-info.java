/** Prometheus metrics, under the kubelet's names where the meaning is the same. */
@NullMarked
package dev.keelson.runtime.metrics;

import org.jspecify.annotations.NullMarked;
