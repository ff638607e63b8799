package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One YAML or JSON document with the places of its fields. */
public record Document(ObjectNode root, Problems problems) {}
