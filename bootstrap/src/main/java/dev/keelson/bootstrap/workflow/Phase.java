package dev.keelson.bootstrap.workflow;

import java.util.List;

/**
 * A named piece of a workflow, kubeadm's phase. Help, completion, selection and the order of
 * execution all come from the one tree of these.
 *
 * @param <C> what its steps plan from
 */
public sealed interface Phase<C> {
  /** One word, kubeadm's where kubeadm has the phase. */
  String name();

  /** What it does, as help says it. */
  String summary();

  /** Several phases under one name. */
  record Group<C>(String name, String summary, List<Phase<C>> children) implements Phase<C> {
    public Group {
      children = List.copyOf(children);
    }
  }

  /** A leaf: it plans, and neither writes, prints nor sleeps. */
  record Step<C>(String name, String summary, Contribution<C> contribution) implements Phase<C> {}
}
