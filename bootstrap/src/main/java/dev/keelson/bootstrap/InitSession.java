package dev.keelson.bootstrap;

import dev.keelson.bootstrap.kubeconfig.Kubeconfigs;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.phase.Credentials;
import dev.keelson.bootstrap.pki.KeyJournal;
import dev.keelson.bootstrap.pki.Pki;
import dev.keelson.bootstrap.revision.NodeLock;
import dev.keelson.bootstrap.revision.StateDirectory;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What an init holds while it changes the node: the lock, and the journal of keys. Nothing before
 * the checks have passed; a dry run has no lock, and a journal that leaves no trace.
 */
final class InitSession implements AutoCloseable {
  private final InitRequest request;
  private final NodePorts ports;
  private @Nullable NodeLock lock;
  private @Nullable KeyJournal journal;
  private @Nullable Credentials credentials;

  InitSession(InitRequest request, NodePorts ports) {
    this.request = request;
    this.ports = ports;
  }

  /** Begins to change the node. */
  void open(boolean plansFiles) {
    Path state = request.layout().state();
    if (!request.dryRun()) {
      new StateDirectory(state).make();
      lock = NodeLock.take(state.resolve("lock"), request.command());
    }
    if (plansFiles) {
      journal = request.dryRun() ? KeyJournal.inMemory() : KeyJournal.open(state.resolve("keys"));
    }
  }

  /** The credentials; at first use the keys they need begin to be generated, on all cores. */
  synchronized Credentials credentials(NodeView view, WorkflowListener listener) {
    if (credentials == null) {
      credentials = make(view, listener);
    }
    return credentials;
  }

  private Credentials make(NodeView view, WorkflowListener listener) {
    var keys = journal;
    if (keys == null) {
      throw new IllegalStateException("only phases that plan files ask for credentials");
    }
    var spec = request.spec();
    var pki = new Pki(spec, view, keys, ports.clock().instant(), Pki::randomSerial);
    var kubeconfigs = new Kubeconfigs(spec, request.layout(), view, pki);
    if (request.selection().whole() && spec.skipPhases().isEmpty()) {
      pki.verify();
      kubeconfigs.verify();
    }
    var missing = new ArrayList<>(pki.missingKeys());
    missing.addAll(kubeconfigs.missingKeys());
    if (request.selection().only().isEmpty()) {
      keys.prefetch(missing, spec.encryptionAlgorithm());
    }
    kubeconfigs.warnings().forEach(listener::warning);
    return new Credentials(pki, kubeconfigs);
  }

  /**
   * All parts are staged, and with them what the keys are for. It comes before the commit: after
   * that no init would come by to do it.
   */
  void forgetKeys() {
    if (journal != null) {
      journal.discard();
    }
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
