package dev.keelson.e2e.benchmark.surge;

import java.time.Instant;
import java.util.List;

/**
 * One contender's run.
 *
 * @param title what ran, in the words of the report
 */
record RunResults(
    String title,
    List<StoryResult> stories,
    ClientResults clients,
    Timeline timeline,
    Instant ended) {
  RunResults {
    stories = List.copyOf(stories);
  }
}
