package dev.keelson.runtime.pod;

import java.time.Instant;

/**
 * Something worth telling about a pod, as the kubelet's events.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param reason the kubelet's word: Pulled, Created, Started, Killing, BackOff, Unhealthy, Failed
 * @param container empty when it concerns the whole pod
 */
public record PodEvent(
    Instant at,
    String type,
    String reason,
    String message,
    String namespace,
    String pod,
    String uid,
    String container) {}
