package dev.keelson.e2e.benchmark.pods;

import java.time.Duration;

/** A time that is measured, and how long it may take at most. */
enum Figure {
  CREATE("create: file renamed in to process started", 100),
  EDIT("edit: to the successor started, predecessor exits at once", 150),
  RESTART("kill -9 to started again (first crash)", 100),
  DELETE("delete: to the stop signal", 10),
  ALL_UP("50 pods at once: all up", 2500),
  ALL_STOPPED("50 pods at once: all stopped", 500),
  IN_CHARGE("killed -9: started again to in charge (a new manifest starts)", 1000);

  private final String title;
  private final Duration goal;

  Figure(String title, long goalMillis) {
    this.title = title;
    this.goal = Duration.ofMillis(goalMillis);
  }

  String title() {
    return title;
  }

  Duration goal() {
    return goal;
  }
}
