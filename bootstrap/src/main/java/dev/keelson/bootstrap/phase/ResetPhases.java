package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.preflight.Preflight;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Step;

/** The phases of {@code reset}, by kubeadm's names. */
final class ResetPhases {
  private ResetPhases() {}

  static Phase<ResetContext> preflight() {
    return new Step<>(
        "preflight",
        "Run reset pre-flight checks",
        new Contribution.Checks<>((context, warnings) ->
            Preflight.run(context.checks(), context.ignorePreflightErrors(), warnings)));
  }

  /** An etcd that init brought has no other member that would have to be told. */
  static Phase<ResetContext> removeEtcdMember() {
    return new Step<>(
        "remove-etcd-member",
        "Remove a local etcd member",
        new Contribution.Remark<>(context ->
            context.hasEtcd().getAsBoolean()
                ? "etcd has no other member than this one, which goes with its data"
                : "no etcd was brought to this node; nothing to do"));
  }

  static Phase<ResetContext> cleanupNode() {
    return new Step<>(
        "cleanup-node",
        "Remove what init and its pods left",
        new Contribution.Cleanup<>(context -> context.removal().get()));
  }
}
