/**
 * What the components of a Kubernetes control plane share with their successors, and what the API
 * has to be told when one of them changes or dies: leases of leaders, the addresses of the {@code
 * kubernetes} Service. Knows the components by their flags and the API by its objects; knows no
 * engine, and starts and stops nothing.
 */
@NullMarked
package dev.keelson.runtime.controlplane;

import org.jspecify.annotations.NullMarked;
