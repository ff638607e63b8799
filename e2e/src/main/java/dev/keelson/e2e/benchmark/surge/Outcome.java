package dev.keelson.e2e.benchmark.surge;

import java.time.Instant;
import java.util.List;

/**
 * What became of the requests of one kind of client.
 *
 * @param asked all of them
 * @param busy those that were told to come again, by 429 or 503 with Retry-After
 * @param failures those that were turned away in any other way
 */
public record Outcome(long asked, long busy, List<Failure> failures) {
  public Outcome {
    failures = List.copyOf(failures);
  }

  /** A request that was turned away, and when it was begun. */
  public record Failure(Instant at, String seen) {}
}
