package dev.keelson.runtime.engine;

/** An engine's name of a container. */
public record ContainerId(String value) {}
