package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import java.nio.file.Path;

/**
 * A container whose process has ended for certain: the engine knows its exit code, and no process
 * of it is left.
 *
 * @param log of that container, there for as long as this is being told
 */
public record ContainerEnd(PodManifest pod, String container, Path log) {}
