package dev.keelson.bootstrap.config;

/**
 * A whole configuration, read and valid.
 *
 * @param dryRun whether nothing is to be changed, by {@code --dry-run} or by the file
 */
public record ConfigResult(ClusterSpec cluster, KeelsonSpec keelson, boolean dryRun) {}
