package dev.keelson.runtime.api;

import dev.keelson.runtime.engine.ExecCommand;

/**
 * Which command to run where.
 *
 * @param pod the name with or without the node's name behind it
 */
public record ExecRequest(String namespace, String pod, String container, ExecCommand command) {}
