package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches in etcd, which no API server can hide, whether an object of the {@code kubernetes}
 * Service names the node's address.
 */
final class AddressWatch implements Client {
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final int KILLED = 128 + 9;
  private static final Pattern CHANGE = Pattern.compile("^([\\d.]+) .*\"value\":\"([^\"]+)\"");

  /** One line a change: the time, and what etcdctl says of it. */
  private static final String SCRIPT =
      """
      pki=/etc/kubernetes/pki/etcd
      "$1" --endpoints=https://127.0.0.1:2379 --cacert=$pki/ca.crt --cert=$pki/server.crt \
        --key=$pki/server.key watch --write-out=json "$2" |
        while IFS= read -r change; do echo "$EPOCHREALTIME $change"; done
      """;

  private final RunningCommand watch;
  private final String address;

  private AddressWatch(RunningCommand watch, String address) {
    this.watch = watch;
    this.address = address;
  }

  /**
   * Begins.
   *
   * @param etcdctl where this machine has it
   * @param key of the object in etcd
   */
  static AddressWatch start(TestNode node, String etcdctl, String key) {
    return new AddressWatch(
        node.spawn("bash", "-c", SCRIPT, "watch", etcdctl, key), node.address());
  }

  /** Ends, and tells the longest time for which the address was not there. */
  Duration longestGap() throws InterruptedException {
    watch.kill();
    Execution ended = watch.await(ENDING);
    if (ended.status() != KILLED) {
      throw new BenchmarkException("The watch in etcd had ended before: " + ended);
    }
    return longestGap(ended.out(), address);
  }

  /** What is still missing at the end counts for nothing: the node goes then. */
  static Duration longestGap(String changes, String address) {
    Duration longest = Duration.ZERO;
    Optional<BigDecimal> missing = Optional.empty();
    for (String line : changes.lines().toList()) {
      Matcher change = CHANGE.matcher(line);
      if (!change.find()) {
        continue;
      }
      BigDecimal at = new BigDecimal(change.group(1));
      byte[] object = Base64.getDecoder().decode(change.group(2));
      // The object is a protocol buffer, and text in it is as it is.
      if (!new String(object, StandardCharsets.ISO_8859_1).contains(address)) {
        missing = Optional.of(missing.orElse(at));
      } else if (missing.isPresent()) {
        Duration gap = Duration.ofNanos(at.subtract(missing.get()).movePointRight(9).longValue());
        longest = gap.compareTo(longest) > 0 ? gap : longest;
        missing = Optional.empty();
      }
    }
    return longest;
  }

  @Override
  public void close() {
    watch.close();
  }
}
