/**
 * From kubeadm documents, keelson documents and flags to one complete, valid, immutable
 * ClusterSpec; problems with file, line and field.
 */
@NullMarked
package dev.keelson.bootstrap.config;

import org.jspecify.annotations.NullMarked;
