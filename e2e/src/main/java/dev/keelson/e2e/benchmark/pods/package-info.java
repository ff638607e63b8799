/**
 * Anybody's static pods beside the kubelet: how long a change of a manifest takes to reach the
 * processes, and what keeping them costs, seen from outside.
 *
 * <pre>
 * PodBenchmark ──► PodRounds, PodBursts, Takeovers (StaticPodHost) ──► Measurements \
 *             └──► Upkeep (all hosts at the same time)                               ├─► PodReport
 * </pre>
 */
@NullMarked
package dev.keelson.e2e.benchmark.pods;

import org.jspecify.annotations.NullMarked;
