package dev.keelson.runtime.engine;

/** An engine's name of a sandbox. */
public record SandboxId(String value) {}
