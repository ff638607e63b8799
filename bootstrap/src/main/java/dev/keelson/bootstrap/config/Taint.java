package dev.keelson.bootstrap.config;

/** A taint of the Node object. */
public record Taint(String key, String value, String effect) {}
