package dev.keelson.e2e.benchmark.surge;

import java.net.http.HttpResponse;

/** What a client is told. */
sealed interface Answer {
  /** A status of 200 to 299. */
  record Good(String body) implements Answer {}

  /** 429 or 503 with Retry-After: what clients of Kubernetes deal with themselves. */
  record Busy(int status) implements Answer {}

  /** Anything else, also no answer at all. */
  record Refused(String seen) implements Answer {}

  static Answer of(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Good(response.body());
    }
    return isBusy(response)
        ? new Busy(status)
        : new Refused("status " + status + ": " + response.body());
  }

  static boolean isBusy(HttpResponse<?> response) {
    int status = response.statusCode();
    return (status == 429 || status == 503)
        && response.headers().firstValue("Retry-After").isPresent();
  }
}
