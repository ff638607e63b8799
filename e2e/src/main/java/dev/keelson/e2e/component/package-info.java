/**
 * Builds the Kubernetes components of a release from their Go modules and packs them as image
 * archives, for machines that do not reach the registry of Kubernetes.
 *
 * <p>Uses the JDK alone, so that {@code quickstart} can run {@link
 * dev.keelson.e2e.component.BuildComponents} straight from its source while Maven still builds the
 * rest. Knows nothing of keelson's other modules.
 */
@NullMarked
package dev.keelson.e2e.component;

import org.jspecify.annotations.NullMarked;
