package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ProbeReport;
import dev.keelson.runtime.probe.ProbeAnswers;
import dev.keelson.runtime.probe.ProbeAnswers.Answer;
import dev.keelson.runtime.probe.ProbeResult;
import java.io.IOException;

/** The last answers of a pod's probes. */
final class ProbeRoute {
  private final PodNames names;
  private final ProbeAnswers probes;

  ProbeRoute(PodNames names, ProbeAnswers probes) {
    this.names = names;
    this.probes = probes;
  }

  void to(Exchange exchange) throws IOException {
    String uid = names.find(exchange.path().get(1), exchange.path().get(2)).uid();
    exchange.json(probes.of(uid).stream().map(ProbeRoute::report).toList());
  }

  private static ProbeReport report(Answer answer) {
    String message =
        switch (answer.result()) {
          case ProbeResult.Success(String warning) -> warning;
          case ProbeResult.Failure(String seen) -> seen;
          case ProbeResult.Unknown(String why) -> why;
        };
    return new ProbeReport(
        answer.container(),
        answer.probe(),
        answer.at(),
        answer.result().outcome(),
        message,
        answer.inARow());
  }
}
