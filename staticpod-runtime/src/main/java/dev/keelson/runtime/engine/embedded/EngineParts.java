package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.ExitWatch;
import dev.keelson.runtime.linux.OomScore;

/**
 * What the engine's classes share.
 *
 * @param boot which boot this is
 * @param capabilities bit mask of what this process may do
 */
record EngineParts(
    EngineLayout layout,
    Runc runc,
    Conmon conmon,
    Images images,
    Cgroups cgroups,
    OomScore oomScore,
    long capabilities,
    String boot,
    ExitWatch exitWatch,
    EventBus events) {}
