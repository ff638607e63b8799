package dev.keelson.e2e.benchmark.surge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a story.
 *
 * @param begun when the manifest was renamed in, or the process killed
 * @param takenOver how long until the successor answered, for a change that is right
 * @param reported how long until it was said that a change is wrong; empty if nobody said so
 * @param away for how long no new connection was answered
 * @param pause for how long the controllers did nothing, or a write waited, in a story of theirs
 */
record StoryResult(
    Story story,
    Instant begun,
    Optional<Duration> takenOver,
    Optional<Duration> reported,
    Duration away,
    Optional<Duration> pause) {

  StoryResult withPause(Duration time) {
    return new StoryResult(story, begun, takenOver, reported, away, Optional.of(time));
  }
}
