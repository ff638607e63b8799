package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.desired.HostFacts;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.preflight.Check;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the phases of init plan from.
 *
 * @param view the node as planned so far
 * @param facts of the machine
 * @param checks of the node before it is changed
 * @param credentials made at first use, which is after the checks: making them opens the key
 *     journal
 */
public record InitContext(
    ClusterSpec spec,
    NodeLayout layout,
    NodeView view,
    HostFacts facts,
    List<Check> checks,
    Supplier<Credentials> credentials) {
  public InitContext {
    checks = List.copyOf(checks);
  }
}
