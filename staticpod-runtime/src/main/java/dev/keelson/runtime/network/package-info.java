/**
 * Pod networks: the plugins of the Container Network Interface, called as containerd calls them.
 */
@NullMarked
package dev.keelson.runtime.network;

import org.jspecify.annotations.NullMarked;
