package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.util.Optional;

/**
 * What is done towards the API while one API server of this node takes over from another. Each
 * stage may be told more than once; calls come from one thread at a time.
 */
final class ApiServerHandover implements AutoCloseable {
  /** How often an API server looks at the endpoints, and one second more. */
  private static final Duration ROUND = Duration.ofSeconds(11);

  private final AdminAccess access;
  private final ServedAddress served;
  private final Timers timers;
  private final ServiceKeeper keeper;
  private Optional<DrainWindow> window = Optional.empty();

  private ApiServerHandover(
      AdminAccess access, ServedAddress served, Timers timers, ServiceKeeper keeper) {
    this.access = access;
    this.served = served;
    this.timers = timers;
    this.keeper = keeper;
  }

  /** Begins to watch what the API says of the address. */
  static ApiServerHandover begin(AdminAccess access, ServedAddress served, Timers timers) {
    var keeper = ServiceKeeper.start(access, served);
    return new ApiServerHandover(access, served, timers, keeper);
  }

  /** The old server serves still, and is to be asked to stop. */
  void near() {
    if (window.isEmpty() || window.get().isOver()) {
      window.ifPresent(DrainWindow::close);
      window = DrainWindow.open(access, served);
    }
  }

  /** The old server is asked to stop. */
  void decided() {
    keeper.act();
    window.ifPresent(w -> w.closeIn(timers));
  }

  /** One of the two is gone. */
  void over() {
    window.ifPresent(DrainWindow::close);
    timers.after(ROUND, keeper::close);
  }

  @Override
  public void close() {
    window.ifPresent(DrainWindow::close);
    keeper.close();
  }
}
