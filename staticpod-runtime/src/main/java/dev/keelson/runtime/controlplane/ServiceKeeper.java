package dev.keelson.runtime.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.KubeWatch;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.WatchEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's address in the Endpoints and EndpointSlice of the {@code kubernetes} Service
 * while one API server hands over to another.
 *
 * <p>At SIGTERM a kube-apiserver takes its address out of both. Its successor of the same address
 * serves already, but looks at them every 10 s only. So both are watched, and whatever takes the
 * address out, it is put back into just that version of the object. Addresses of other nodes are
 * left as they are.
 *
 * <p>The watches come from a loopback address: connections from there lead to the successor while a
 * port is steered, so they do not end with the predecessor.
 */
final class ServiceKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceKeeper.class);

  private final AdminAccess access;
  private final ServedAddress served;
  private final List<Thread> threads;
  private final AtomicBoolean acts = new AtomicBoolean();

  private ServiceKeeper(AdminAccess access, ServedAddress served) {
    this.access = access;
    this.served = served;
    this.threads =
        Arrays.stream(AddressList.values())
            .map(list ->
                Thread.ofVirtual().name("keep-" + list.path().plural()).unstarted(() -> run(list)))
            .toList();
  }

  /** Begins to watch. */
  static ServiceKeeper start(AdminAccess access, ServedAddress served) {
    var keeper = new ServiceKeeper(access, served);
    keeper.threads.forEach(Thread::start);
    return keeper;
  }

  /** The address is to stay from now on: its server is this node's running one. */
  void act() {
    acts.set(true);
  }

  private void run(AddressList list) {
    try {
      Optional<JsonNode> entry = Optional.empty();
      boolean over = false;
      while (!over) {
        entry = watch(list, entry);
        over = access.overAfterPause();
      }
    } catch (InterruptedException _) {
      // The handover is over.
    }
  }

  /** Watches until the connection ends; what the object says of the address, as far as is known. */
  private Optional<JsonNode> watch(AddressList list, Optional<JsonNode> before)
      throws InterruptedException {
    Optional<JsonNode> entry = before;
    var query = Map.of("watch", "1", "fieldSelector", "metadata.name=" + list.path().name());
    try (KubeClient client = access.openLocal(served.hostAndPort(), served.loopback());
        KubeWatch watch = client.watch(list.path().collection(), query)) {
      // The watch keeps its connection to itself; what is to be put back finds another one open.
      var _ = client.get(list.path());
      Optional<WatchEvent> event = watch.next();
      while (event.isPresent()) {
        ObjectNode object = event.get().object();
        Optional<JsonNode> now = list.entry(object, served.address());
        if (now.isPresent()) {
          entry = now;
        } else if (entry.isPresent() && event.get().kind() != WatchEvent.Kind.DELETED) {
          putBack(client, list, object, entry.get());
        }
        event = watch.next();
      }
    } catch (KubeException e) {
      LOG.info("{} cannot be watched for now: {}", list.path(), e.getMessage());
    }
    return entry;
  }

  private void putBack(KubeClient client, AddressList list, ObjectNode object, JsonNode entry)
      throws InterruptedException {
    if (!acts.get()) {
      return;
    }
    KubeReply reply = client.patch(list.path(), PatchType.MERGE, list.patch(object, entry));
    if (reply instanceof KubeReply.Found) {
      LOG.info("{} was put back into {}", served.address(), list.path());
    }
  }

  /** Ends watching. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
