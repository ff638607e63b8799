package dev.keelson.bootstrap;

import dev.keelson.bootstrap.cluster.ClusterApiConnector;
import dev.keelson.bootstrap.node.NodeImages;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.node.PodRuntime;
import java.time.InstantSource;

/** All that commands reach the node and the cluster through. */
public record NodePorts(
    NodeView node,
    PodRuntime runtime,
    ClusterApiConnector cluster,
    NodeImages images,
    InstantSource clock) {}
