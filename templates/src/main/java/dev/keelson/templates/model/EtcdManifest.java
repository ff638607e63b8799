package dev.keelson.templates.model;

/**
 * etcd's manifest.
 *
 * @param advertiseClientUrls the annotation by which kubeadm finds the member's endpoints again
 */
public record EtcdManifest(String advertiseClientUrls, StaticPod pod) implements Manifest {}
