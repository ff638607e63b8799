package dev.keelson.runtime.engine;

/** What a command in a container printed and exited with. */
public record ExecResult(int exitCode, String stdout, String stderr) {}
