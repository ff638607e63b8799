package dev.keelson.runtime.manifest;

/** A place in a manifest file, counted from 1. */
public record Position(int line, int column) {}
