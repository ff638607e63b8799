package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Asks the gRPC health service, version 1, as the kubelet's prober does and in its words. */
final class GrpcHealth {
  private static final int UNIMPLEMENTED = 12;
  private static final int PREFIX = 5;
  private static final String[] STATUSES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
  private static final String[] CODES = {
    "OK",
    "Canceled",
    "Unknown",
    "InvalidArgument",
    "DeadlineExceeded",
    "NotFound",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Aborted",
    "OutOfRange",
    "Unimplemented",
    "Internal",
    "Unavailable",
    "DataLoss",
    "Unauthenticated"
  };

  private GrpcHealth() {}

  static ProbeResult check(Action.Grpc action, String host, Duration timeout, OwnAnswers answers) {
    long deadline = System.nanoTime() + timeout.toNanos();
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + action.port();
    try (var socket = new Socket()) {
      try {
        if (!answers.connect(socket, new InetSocketAddress(host, action.port()), deadline)) {
          return new ProbeResult.Unknown(OwnAnswers.ANOTHERS + action.port());
        }
      } catch (IOException e) {
        return new ProbeResult.Failure(
            "error: failed to connect service at \"" + authority + "\": " + e.getMessage());
      }
      return judge(call(action, host, authority, socket, deadline, timeout));
    } catch (SocketTimeoutException _) {
      return new ProbeResult.Failure(
          "timeout: health rpc did not complete within " + timeout.toMillis() / 1000.0 + "s");
    } catch (IOException e) {
      return new ProbeResult.Failure("error: health rpc probe failed: " + e.getMessage());
    }
  }

  private static Http2Call.Answer call(
      Action.Grpc action,
      String host,
      String authority,
      Socket plain,
      long deadline,
      Duration timeout)
      throws IOException {
    plain.setSoTimeout(HttpGetter.remaining(deadline));
    try (Socket socket = action.tls() ? UnverifiedTls.http2(plain, host, action.port()) : plain) {
      socket.setSoTimeout(HttpGetter.remaining(deadline));
      return Http2Call.make(
          new TimedInput(socket, deadline),
          socket.getOutputStream(),
          headers(action.tls() ? "https" : "http", authority, timeout),
          request(action.service()));
    }
  }

  private static SequencedMap<String, String> headers(
      String scheme, String authority, Duration timeout) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":method", "POST");
    headers.put(":scheme", scheme);
    headers.put(":path", "/grpc.health.v1.Health/Check");
    headers.put(":authority", authority);
    headers.put("content-type", "application/grpc");
    headers.put("user-agent", "kube-probe/1.37");
    headers.put("te", "trailers");
    headers.put("grpc-timeout", timeout.toMillis() + "m");
    return headers;
  }

  /** A message with the service's name as its first field, after its length. */
  private static byte[] request(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    var message = new ByteArrayOutputStream();
    if (name.length > 0) {
      message.write(0x0a);
      for (int rest = name.length; ; rest >>= 7) {
        if (rest < 128) {
          message.write(rest);
          break;
        }
        message.write((rest & 127) | 128);
      }
      message.writeBytes(name);
    }
    var framed = new ByteArrayOutputStream();
    int size = message.size();
    framed.writeBytes(
        new byte[] {0, (byte) (size >> 24), (byte) (size >> 16), (byte) (size >> 8), (byte) size});
    framed.writeBytes(message.toByteArray());
    return framed.toByteArray();
  }

  private static ProbeResult judge(Http2Call.Answer answer) {
    String http = answer.headers().getOrDefault(":status", "");
    String code = answer.headers().getOrDefault("grpc-status", "");
    if (!http.equals("200") || !code.matches("\\d{1,2}")) {
      return new ProbeResult.Failure(
          "error: health rpc probe failed: the server answered with HTTP status "
              + http
              + " and no gRPC status");
    }
    int status = Integer.parseInt(code);
    String message = answer.headers().getOrDefault("grpc-message", "");
    if (status == UNIMPLEMENTED) {
      return new ProbeResult.Failure(
          "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): "
              + message);
    }
    if (status != 0) {
      String name = status < CODES.length ? CODES[status] : "Code(" + code + ")";
      return new ProbeResult.Failure(
          "error: health rpc probe failed: rpc error: code = " + name + " desc = " + message);
    }
    String health = health(answer.body());
    return health.equals("SERVING")
        ? new ProbeResult.Success()
        : new ProbeResult.Failure("service unhealthy (responded with \"" + health + "\")");
  }

  /** The message's one field; one that is left out is zero. */
  private static String health(String body) {
    boolean given = body.length() >= PREFIX + 2 && body.charAt(PREFIX) == 0x08;
    int status = given ? body.charAt(PREFIX + 1) : 0;
    return status < STATUSES.length ? STATUSES[status] : Integer.toString(status);
  }
}
