package dev.keelson.bootstrap;

import dev.keelson.bootstrap.node.NodeLayout;

/**
 * What reset is asked to do.
 *
 * @param purge whether pulled images go too
 * @param command as whoever meets the lock sees it
 */
public record ResetRequest(NodeLayout layout, boolean purge, boolean dryRun, String command) {}
