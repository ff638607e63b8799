package dev.keelson.templates.model;

/** The manifest of the controller manager or of the scheduler. */
public record ComponentManifest(StaticPod pod) implements Manifest {}
