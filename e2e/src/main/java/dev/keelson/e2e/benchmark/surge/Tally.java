package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.surge.Outcome.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what becomes of requests, for several threads. */
final class Tally {
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong busy = new AtomicLong();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

  /** To be called as a request begins. */
  Instant begin() {
    asked.incrementAndGet();
    return Instant.now();
  }

  void busy() {
    busy.incrementAndGet();
  }

  void failed(Instant begun, String seen) {
    failures.add(new Failure(begun, seen));
  }

  /** Counts an answer, and hands it on. */
  Answer of(Instant begun, Answer answer) {
    switch (answer) {
      case Answer.Good _ -> {}
      case Answer.Busy _ -> busy();
      case Answer.Refused(String seen) -> failed(begun, seen);
    }
    return answer;
  }

  Outcome outcome() {
    return new Outcome(asked.get(), busy.get(), failures);
  }
}
