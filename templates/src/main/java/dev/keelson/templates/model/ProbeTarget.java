package dev.keelson.templates.model;

/**
 * Where a pod's probes ask.
 *
 * @param host empty for the pod's own address
 * @param scheme {@code HTTP} or {@code HTTPS}
 * @param startupFailureThreshold how many periods of ten seconds a start may take
 */
public record ProbeTarget(String host, int port, String scheme, long startupFailureThreshold) {}
