package dev.keelson.bootstrap.config;

/**
 * One extra argument of a component, kubeadm's {@code Arg}: {@code --name=value}; a name may stand
 * more than once.
 */
public record Arg(String name, String value) {}
