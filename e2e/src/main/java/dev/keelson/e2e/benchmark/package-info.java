/**
 * Measurements side by side: the bare processes, keelson, and kubeadm with the kubelet, each on a
 * test node of its own, in alternation.
 *
 * <pre>
 * Benchmark ──► Rounds ──► Measurement(Contender) ──► Run      \
 *          └──► MemoryComparison(Contender) ──► MemoryUse       ├─► Report ──► docs/benchmarks.md
 *          └──► Machine                                         /
 * </pre>
 */
@NullMarked
package dev.keelson.e2e.benchmark;

import org.jspecify.annotations.NullMarked;
