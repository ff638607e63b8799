package dev.keelson.e2e.component;

/**
 * One executable and the Go package it is built of.
 *
 * @param name the file's name, such as {@code kube-apiserver}
 * @param importPath such as {@code k8s.io/kubernetes/cmd/kube-apiserver}
 */
record GoProgram(String name, String importPath) {}
