package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.preflight.Check;
import dev.keelson.bootstrap.transition.RemovalPlan;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the phases of reset plan from. A valid configuration is not needed: the revisions know.
 *
 * @param checks of the node before it is changed
 * @param ignorePreflightErrors names of checks whose problems are only warned of
 * @param hasEtcd whether a revision brought an etcd to this node
 * @param removal what is to go, as the node is when it is asked
 */
public record ResetContext(
    List<Check> checks,
    List<String> ignorePreflightErrors,
    BooleanSupplier hasEtcd,
    Supplier<RemovalPlan> removal) {
  public ResetContext {
    checks = List.copyOf(checks);
    ignorePreflightErrors = List.copyOf(ignorePreflightErrors);
  }
}
