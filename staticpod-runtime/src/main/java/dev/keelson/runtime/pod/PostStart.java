package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.probe.ProbeResult;
import java.time.Duration;
import java.util.Optional;

/** Runs a postStart hook on a thread of its own and wakes the worker when it is done. */
final class PostStart {
  private static final Duration MOST = Duration.ofHours(1);

  private final Thread thread;
  private volatile Optional<ProbeResult> result = Optional.empty();

  private PostStart(PodContext context, Action action, ContainerId id, String podAddress) {
    this.thread =
        Thread.ofVirtual()
            .name("post-start-" + id.value())
            .unstarted(() -> {
              try {
                ProbeResult told = context.services().actions().hook(action, id, podAddress, MOST);
                context.events().hook(told);
                result = Optional.of(told);
              } catch (InterruptedException _) {
                result = Optional.of(new ProbeResult.Unknown("it was interrupted"));
              } catch (RuntimeException e) {
                result = Optional.of(new ProbeResult.Unknown(e.toString()));
              }
              context.wake().run();
            });
  }

  static PostStart start(PodContext context, Action action, ContainerId id, String podAddress) {
    var hook = new PostStart(context, action, id, podAddress);
    hook.thread.start();
    return hook;
  }

  boolean pending() {
    return result.isEmpty();
  }

  /** It was done, and not well. */
  boolean failed() {
    return result.filter(r -> !(r instanceof ProbeResult.Success)).isPresent();
  }

  void abandon() {
    thread.interrupt();
  }
}
