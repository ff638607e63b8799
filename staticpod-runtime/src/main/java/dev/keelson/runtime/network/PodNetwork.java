package dev.keelson.runtime.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.network.NetworkChoice.Chosen;
import dev.keelson.runtime.network.NetworkChoice.None;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Attaches sandboxes to the pod network and detaches them, as containerd does: the first list of
 * plugins in {@code /etc/cni/net.d}, interface {@code eth0}. Safe for any thread; calls block for
 * as long as the plugins take, tens to hundreds of milliseconds.
 *
 * <pre>
 *   attach ── written down, then made ──▶ attached ── check ──▶ attached
 *                     │ a plugin failed        │
 *                     └────── detach ◀─────────┘   also after a kill or a reboot at any point
 * </pre>
 */
public final class PodNetwork {
  private final CniPaths paths;
  private final Plugins plugins;
  private final ResultCache cache;

  /** The network whose files and programs lie there; nothing is read before it is needed. */
  public PodNetwork(CniPaths paths) {
    this.paths = paths;
    this.plugins = new Plugins(paths);
    this.cache = new ResultCache(paths.results());
  }

  /** Why no sandbox can be attached now, in a sentence that says what to do; empty when one can. */
  public Optional<String> problem() {
    return switch (NetworkChoice.among(paths)) {
      case Chosen _ -> Optional.empty();
      case None(String why) -> Optional.of(why);
    };
  }

  /**
   * Attaches it.
   *
   * @return its addresses without prefix lengths, the first is the pod's own
   * @throws NetworkException when a plugin fails; then it is detached again
   */
  public List<String> attach(NetworkRequest request) throws IOException, InterruptedException {
    NetworkConfig network =
        switch (NetworkChoice.among(paths)) {
          case Chosen(NetworkConfig config) -> config;
          case None(String why) -> throw new NetworkException(why);
        };
    Attachment attachment = Attachment.of(network, request);
    cache.announce(attachment);
    try {
      ObjectNode result = plugins.add(attachment);
      cache.keep(attachment, result);
      List<String> addresses = Addresses.in(result);
      if (addresses.isEmpty()) {
        throw new NetworkException(
            "the network " + network.name() + " gave " + Attachment.INTERFACE + " no address");
      }
      return addresses;
    } catch (IOException | InterruptedException | NetworkException e) {
      undo(request.sandbox(), e);
      throw e;
    }
  }

  private void undo(String sandbox, Exception cause) throws InterruptedException {
    try {
      detach(sandbox);
    } catch (IOException | NetworkException e) {
      // It stays written down, so that the next start of the runtime tries again.
      cause.addSuppressed(e);
    }
  }

  /**
   * Has the plugins look whether the sandbox is still attached as it was.
   *
   * @throws NetworkException when it is not; the message says what was found
   */
  public void check(String sandbox) throws IOException, InterruptedException {
    for (ResultCache.Entry entry : cache.of(sandbox)) {
      if (entry.result().isPresent()) {
        plugins.check(entry.attachment(), entry.result().get());
      }
    }
  }

  /** Takes everything back; a success when there is nothing. */
  public void detach(String sandbox) throws IOException, InterruptedException {
    for (ResultCache.Entry entry : cache.of(sandbox)) {
      JsonNode result =
          entry.result().isPresent() ? entry.result().get() : MissingNode.getInstance();
      plugins.delete(entry.attachment(), result);
      cache.forget(entry.attachment());
    }
  }

  /** The sandboxes that may be attached and whose namespaces are pinned below that directory. */
  public List<String> attachedBelow(Path directory) throws IOException {
    return cache.sandboxesBelow(directory);
  }
}
