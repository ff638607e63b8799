package dev.keelson.templates.model;

/**
 * The API server's manifest.
 *
 * @param advertiseAddressEndpoint the annotation by which kubeadm finds this node's endpoint again
 */
public record ApiServerManifest(String advertiseAddressEndpoint, StaticPod pod)
    implements Manifest {}
