package dev.keelson.templates.model;

/** What a manifest template reads. */
public sealed interface Manifest permits EtcdManifest, ApiServerManifest, ComponentManifest {}
