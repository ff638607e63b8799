package dev.keelson.runtime.manifest;

/**
 * How a pod wants to be called.
 *
 * @param hostname one word; empty for the pod's name
 * @param subdomain one word, the name of a Service; empty for none
 * @param asFqdn whether the kernel's host name is the whole name with its domain
 * @param override the host name whatever else is said; empty for none
 */
public record PodHostname(String hostname, String subdomain, boolean asFqdn, String override) {}
