package dev.keelson.templates.model;

/** A volume's place in the container. */
public record Mount(String name, String path, boolean readOnly) {}
