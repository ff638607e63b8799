package dev.keelson.bootstrap.revision;

import java.nio.file.Path;

/** A directory the node should have, made with that mode where it is missing. */
public record PartDirectory(Path path, int mode, Owner owner) {}
