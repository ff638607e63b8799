package dev.keelson.templates.model;

/**
 * A path of the node's.
 *
 * @param type a hostPath type of the Kubernetes API, empty for no check
 */
public record Volume(String name, String path, String type) {}
