package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.network.NetworkException;
import dev.keelson.runtime.network.NetworkRequest;
import dev.keelson.runtime.network.PodNetwork;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandboxes' places in the pod network, and what could not be taken back yet. */
final class SandboxNetworks {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxNetworks.class);

  private final EngineLayout layout;
  private final SandboxNamespaces namespaces;
  private final PodNetwork network;
  private final Set<SandboxId> left = ConcurrentHashMap.newKeySet();

  SandboxNetworks(EngineLayout layout, SandboxNamespaces namespaces, PodNetwork network) {
    this.layout = layout;
    this.namespaces = namespaces;
    this.network = network;
  }

  /** Attaches a sandbox whose namespaces are there; its addresses, none on the host's network. */
  List<String> attach(SandboxRecord sandbox, SandboxConfig config)
      throws IOException, InterruptedException {
    if (config.namespaces().hostNetwork()) {
      return List.of();
    }
    takeBackLeft();
    return network.attach(
        new NetworkRequest(
            sandbox.id().value(),
            namespaces.network(sandbox.id()),
            config.pod(),
            config.portMappings(),
            config.cgroupParent(),
            config.annotations()));
  }

  /** Detaches a sandbox and then releases its namespaces; what is gone already is well. */
  void takeBack(SandboxId id) throws IOException, InterruptedException {
    network.detach(id.value());
    namespaces.release(id);
    left.remove(id);
  }

  /** The same for a sandbox that came to nothing: what fails is tried again with the next one. */
  void takeBackLater(SandboxId id, Exception cause) throws InterruptedException {
    left.add(id);
    try {
      takeBack(id);
    } catch (IOException | NetworkException | EngineException e) {
      cause.addSuppressed(e);
    }
  }

  private void takeBackLeft() throws InterruptedException {
    for (SandboxId id : left) {
      try {
        takeBack(id);
      } catch (IOException | NetworkException | EngineException e) {
        LOG.warn("The network of sandbox {}, which is gone, is still there", id.value(), e);
      }
    }
  }

  /** Takes back what an earlier process left of sandboxes that are none. */
  void takeBackAllBut(Set<SandboxId> known) throws IOException, InterruptedException {
    network.attachedBelow(layout.sandboxRuns()).stream()
        .map(SandboxId::new)
        .filter(id -> !known.contains(id))
        .forEach(left::add);
    takeBackLeft();
    for (var directory : EngineFiles.list(layout.sandboxRuns())) {
      SandboxId id = new SandboxId(directory.getFileName().toString());
      if (!known.contains(id) && !left.contains(id)) {
        namespaces.release(id);
      }
    }
  }

  /** Has the plugins look at the networks of those that are ready, and tells what they see. */
  void check(List<SandboxStatus> sandboxes) {
    for (SandboxStatus sandbox : sandboxes) {
      try {
        if (sandbox.ready()) {
          network.check(sandbox.id().value());
        }
      } catch (IOException | NetworkException | EngineException e) {
        // Not a warning: portmap 1.1 does not know its own rules again where nftables keep them.
        LOG.info("Checking the network of pod {}: {}", sandbox.pod(), e.getMessage());
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
