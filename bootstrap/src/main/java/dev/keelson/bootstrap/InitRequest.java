package dev.keelson.bootstrap;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.workflow.PhaseSelection;

/**
 * What init is asked to do.
 *
 * @param selection by {@code init phase ...} or {@code --skip-phases}; the configuration's own
 *     skipPhases are added to it
 * @param command as it is recorded and shown, such as {@code keelson init}; never a secret
 */
public record InitRequest(
    ClusterSpec spec,
    NodeLayout layout,
    PhaseSelection selection,
    boolean dryRun,
    String command) {}
