package dev.keelson.runtime.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A Lease as the API has it.
 *
 * @param holder empty where nobody has it
 * @param acquired when the holder asked for it, by its own clock; long ago where it is not said
 * @param version its resourceVersion
 */
record LeaseState(String holder, Instant acquired, String version) {
  /** The API's MicroTime. A pattern would load the texts of a thousand locales for it. */
  private static final DateTimeFormatter MICRO_TIME =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  static LeaseState of(ObjectNode lease) {
    return new LeaseState(
        lease.at("/spec/holderIdentity").asText(""),
        time(lease.at("/spec/acquireTime").asText("")),
        lease.at("/metadata/resourceVersion").asText(""));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      return Instant.MIN;
    }
  }

  boolean held() {
    return !holder.isEmpty();
  }

  /**
   * The change by which nobody has it any more, as client-go's {@code release} makes it: it is
   * refused when the lease has become another meanwhile.
   */
  ObjectNode release(Instant now) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", version);
    patch
        .putObject("spec")
        .putNull("holderIdentity")
        .put("leaseDurationSeconds", 1)
        .put("acquireTime", MICRO_TIME.format(now))
        .put("renewTime", MICRO_TIME.format(now));
    return patch;
  }
}
