package dev.keelson.runtime.server;

import dev.keelson.runtime.probe.ProbeAnswers;

/** What the local API asks of the containers of a pod. */
public record PodAccess(ContainerLogs logs, ContainerExecs execs, ProbeAnswers probes) {}
