/** What keelson writes to a node, held against what the real kubeadm writes there. */
@NullMarked
package dev.keelson.e2e.parity;

import org.jspecify.annotations.NullMarked;
