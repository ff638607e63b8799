package dev.keelson.e2e.benchmark.surge;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of all clients.
 *
 * @param outcomes by the kind of client, in the order of the report
 * @param acknowledged writes
 * @param lost those of them that were not there at the end
 * @param unseen those of them that a watch did not tell of, for each watch
 * @param addressGap the longest time for which the {@code kubernetes} Service had no address
 */
record ClientResults(
    Map<String, Outcome> outcomes, long acknowledged, long lost, long unseen, Duration addressGap) {
  ClientResults {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }
}
