package dev.keelson.runtime.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeWatch;
import dev.keelson.runtime.kube.WatchEvent;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.Coexistence.Standing;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a lease until it is somebody else's than the process's whose term was given. */
final class LeadWatch implements Lead {
  private static final Logger LOG = LoggerFactory.getLogger(LeadWatch.class);

  private final AdminAccess access;
  private final Term term;
  private final String hostname;
  private final Runnable changed;
  private final Thread thread;
  private volatile Standing standing = Standing.UNKNOWN;

  private LeadWatch(AdminAccess access, Term term, String hostname, Runnable changed) {
    this.access = access;
    this.term = term;
    this.hostname = hostname;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("lead-" + term.lease().name()).unstarted(this::run);
  }

  static LeadWatch start(AdminAccess access, Term term, String hostname, Runnable changed) {
    var watch = new LeadWatch(access, term, hostname, changed);
    watch.thread.start();
    return watch;
  }

  @Override
  public Standing standing() {
    return standing;
  }

  private void run() {
    try (KubeClient client = access.open()) {
      do {
        look(client);
      } while (standing != Standing.TAKEN && !access.overAfterPause());
    } catch (KubeException e) {
      LOG.info("{} cannot be watched: {}", term.lease(), e.getMessage());
    } catch (InterruptedException _) {
      // Nobody asks any more.
    }
  }

  private void look(KubeClient client) throws InterruptedException {
    var query = Map.of("watch", "1", "fieldSelector", "metadata.name=" + term.lease().name());
    try (KubeWatch watch = client.watch(term.lease().collection(), query)) {
      Optional<WatchEvent> event = watch.next();
      while (event.isPresent() && judge(event.get().object()) != Standing.TAKEN) {
        event = watch.next();
      }
    } catch (KubeException e) {
      if (e.refused()) {
        throw e;
      }
      LOG.info("{} cannot be watched for now: {}", term.lease(), e.getMessage());
    }
  }

  private Standing judge(ObjectNode lease) {
    LeaseState state = LeaseState.of(lease);
    Standing now = state.held() && !term.is(state, hostname) ? Standing.TAKEN : Standing.OPEN;
    if (now != standing) {
      standing = now;
      changed.run();
    }
    return now;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
