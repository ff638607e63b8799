package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.manifest.ContainerSpec.ContainerPort;
import dev.keelson.runtime.manifest.ContainerSpec.Hooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads probes and lifecycle hooks; names of ports become numbers here. */
final class ActionReader {
  private final List<ContainerPort> ports;
  private final Map<String, String> given = new HashMap<>();

  /** Of a container with those ports and variables. */
  ActionReader(List<ContainerPort> ports, List<EnvVar> env) {
    this.ports = ports;
    // The kubelet expands in the commands of probes what the manifest itself says, and no more.
    env.forEach(
        v -> given.put(v.name(), v instanceof EnvVar.Literal(_, String value) ? value : ""));
  }

  Hooks hooks(Fields fields) {
    return new Hooks(
        fields.object("postStart", this::hook),
        fields.object("preStop", this::hook),
        fields.text("stopSignal"));
  }

  private Action hook(Fields fields) {
    fields.refuses("tcpSocket", "is run as a hook by no kubelet any more; use exec or httpGet");
    var found = new ArrayList<Action>(common(fields));
    fields
        .object("sleep", f -> new Action.Sleep(Duration.ofSeconds(f.number("seconds", 0, 0))))
        .ifPresent(found::add);
    if (found.isEmpty() && fields.has("tcpSocket")) {
      return new Action.Exec(List.of());
    }
    return single(fields, found, "exec, httpGet or sleep");
  }

  ProbeSpec oneSuccessProbe(Fields fields) {
    ProbeSpec probe = probe(fields);
    if (probe.successThreshold() != 1) {
      fields.problem("successThreshold", "is 1 for startup and liveness probes");
    }
    return probe;
  }

  ProbeSpec readinessProbe(Fields fields) {
    fields.refuses("terminationGracePeriodSeconds", "a readiness probe stops nothing");
    return probe(fields);
  }

  private ProbeSpec probe(Fields fields) {
    var found = new ArrayList<Action>(common(fields));
    fields
        .object("tcpSocket", f -> new Action.TcpSocket(f.text("host", ""), port(f)))
        .ifPresent(found::add);
    fields.object("grpc", this::grpc).ifPresent(found::add);
    Action action = expanded(single(fields, found, "exec, httpGet, tcpSocket or grpc"));
    return new ProbeSpec(
        action,
        seconds(fields, "initialDelaySeconds", 0, 0),
        seconds(fields, "timeoutSeconds", 1, 1),
        seconds(fields, "periodSeconds", 10, 1),
        fields.number("successThreshold", 1, 1),
        fields.number("failureThreshold", 3, 1),
        fields.number("terminationGracePeriodSeconds", 1).map(Duration::ofSeconds));
  }

  private Action expanded(Action action) {
    return action instanceof Action.Exec(List<String> command)
        ? new Action.Exec(Expansion.expand(command, given))
        : action;
  }

  private static Duration seconds(Fields fields, String name, int fallback, int min) {
    return Duration.ofSeconds(fields.number(name, fallback, min));
  }

  private List<Action> common(Fields fields) {
    var found = new ArrayList<Action>();
    fields.object("exec", f -> new Action.Exec(f.texts("command"))).ifPresent(found::add);
    fields.object("httpGet", this::httpGet).ifPresent(found::add);
    return found;
  }

  private static Action single(Fields fields, List<Action> found, String wanted) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    fields.problem(
        "", "exactly one of " + wanted + " is needed, and " + found.size() + " are given");
    return new Action.Exec(List.of());
  }

  private Action.Grpc grpc(Fields fields) {
    boolean tls = fields.has("mode") && fields.oneOf("mode", "", "Plaintext", "TLS").equals("TLS");
    int port = fields.number("port", 0, 1);
    if (port < 1 || port > 65535) {
      fields.problem("port", "a port from 1 to 65535 is needed; gRPC probes know no names");
    }
    return new Action.Grpc(port, fields.text("service", ""), tls);
  }

  private Action.HttpGet httpGet(Fields fields) {
    List<Action.Header> headers =
        fields.objects(
            "httpHeaders", f -> new Action.Header(f.required("name"), f.text("value", "")));
    for (Action.Header header : headers) {
      if (header.name().chars().anyMatch(c -> c <= ' ' || c == ':')
          || header.value().chars().anyMatch(c -> c == '\r' || c == '\n')) {
        fields.problem("httpHeaders", "\"" + header.name() + "\" is not a header of one line");
      }
    }
    String path = fields.text("path", "/");
    String host = fields.text("host", "");
    String scheme = fields.oneOf("scheme", "HTTP", "HTTP", "HTTPS");
    return new Action.HttpGet(
        host,
        port(fields),
        scheme,
        path.startsWith("/") ? path : "/" + path,
        headers,
        http2(fields, host, scheme));
  }

  private static boolean http2(Fields fields, String host, String scheme) {
    boolean http2 =
        fields.has("protocol") && fields.oneOf("protocol", "", "HTTP1", "HTTP2").equals("HTTP2");
    if (http2 && !scheme.equals("HTTP")) {
      fields.problem("protocol", "HTTP2 is for the scheme HTTP alone");
    }
    if (http2 && !host.isEmpty()) {
      fields.problem("host", "cannot be given beside the protocol HTTP2");
    }
    return http2;
  }

  private int port(Fields fields) {
    fields.passes("port");
    JsonNode value = fields.node().path("port");
    int port = value.isTextual() ? named(value.textValue()).orElse(0) : value.asInt(0);
    if (port < 1 || port > 65535) {
      fields.problem(
          "port",
          value.isTextual()
              ? "no port of the container is named \"" + value.textValue() + "\""
              : "a port from 1 to 65535, or the name of one of the container's, is needed");
    }
    return port;
  }

  private Optional<Integer> named(String name) {
    return ports.stream()
        .filter(p -> p.name().equals(name))
        .map(ContainerPort::containerPort)
        .findFirst();
  }
}
