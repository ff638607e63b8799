package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ApiJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/** One request and its answer, on a virtual thread that may block. */
final class Exchange {
  static final String TEXT = "text/plain; charset=utf-8";
  private final Request request;
  private final Response response;
  private final List<String> path;
  private final Fields query;

  Exchange(Request request, Response response) {
    this.request = request;
    this.response = response;
    this.path = segments(Request.getPathInContext(request));
    this.query = Request.extractQueryParameters(request);
  }

  private static List<String> segments(String path) {
    String inside = path.replaceAll("^/+|/+$", "");
    return inside.isEmpty() ? List.of() : List.of(inside.split("/", -1));
  }

  String method() {
    return request.getMethod();
  }

  /** The path between its slashes. */
  List<String> path() {
    return path;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.getValue(name));
  }

  /** Every value of that name, in order. */
  List<String> queries(String name) {
    return query.getValuesOrEmpty(name);
  }

  /** What the other side sends; reading waits for it. */
  InputStream body() {
    return Content.Source.asInputStream(request);
  }

  boolean flag(String name) {
    return query(name).filter(v -> v.equals("true") || v.isEmpty() || v.equals("1")).isPresent();
  }

  /** A duration such as {@code 30s} or {@code 1500ms}. */
  Duration duration(String name, Duration otherwise) {
    return query(name).map(text -> duration(name, text)).orElse(otherwise);
  }

  private static Duration duration(String name, String text) {
    try {
      return text.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
          : Duration.parse("PT" + text);
    } catch (NumberFormatException | DateTimeParseException _) {
      throw new RefusedException(400, name + "=" + text + " is not a duration such as 30s");
    }
  }

  void json(Object value) throws IOException {
    begin(200, "application/json");
    write(ApiJson.MAPPER.writeValueAsBytes(value));
  }

  void text(int status, String text) throws IOException {
    begin(status, TEXT);
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Begins an answer whose body is written piece by piece. */
  OutputStream stream(String contentType) {
    begin(200, contentType);
    return Content.Sink.asOutputStream(response);
  }

  boolean begun() {
    return response.isCommitted();
  }

  private void begin(int status, String contentType) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
  }

  private void write(byte[] body) throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(body);
    }
  }
}
