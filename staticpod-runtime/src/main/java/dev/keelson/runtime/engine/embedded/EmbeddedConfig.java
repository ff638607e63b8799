package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.network.CniPaths;
import java.nio.file.Path;

/**
 * What the embedded engine works with.
 *
 * @param stateDir what outlives a reboot: {@code /var/lib/keelson/engine}
 * @param runDir what belongs to this boot: {@code /run/keelson/engine}
 * @param runc the OCI runtime
 * @param conmon the monitor
 * @param images of this node
 * @param network where pods' networks come from
 */
public record EmbeddedConfig(
    Path stateDir, Path runDir, Path runc, Path conmon, Images images, CniPaths network) {}
