package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;

/** How a request is written and its answer read, over a connection that is made. */
enum HttpWire {
  HTTP1 {
    @Override
    HttpAnswer ask(Socket socket, HttpUrl url, Said said, long deadline) throws IOException {
      socket.getOutputStream().write(said.request().bytes(url, said.host(), said.referer()));
      socket.getOutputStream().flush();
      return HttpAnswer.read(new TimedInput(socket, deadline));
    }
  },

  /** From the first byte on, without TLS; the body of the answer is left where it is. */
  HTTP2 {
    @Override
    HttpAnswer ask(Socket socket, HttpUrl url, Said said, long deadline) throws IOException {
      Map<String, String> headers =
          Http2Call.head(
              new TimedInput(socket, deadline),
              socket.getOutputStream(),
              said.request().fields(url, said.host(), said.referer()));
      String status = headers.getOrDefault(":status", "");
      if (!status.matches("[1-9]\\d\\d")) {
        throw new IOException("malformed HTTP status \"" + status + "\"");
      }
      Map<String, String> where =
          Optional.ofNullable(headers.get("location"))
              .map(location -> Map.of("location", location))
              .orElse(Map.of());
      return new HttpAnswer(Integer.parseInt(status), where, InputStream.nullInputStream());
    }
  };

  /**
   * A request, and what a redirect changes of it.
   *
   * @param host overrides the URL's; empty where it does not
   * @param referer where a redirect came from; empty without one
   */
  record Said(HttpRequest request, String host, String referer) {}

  /** The one that the manifest asks for. */
  static HttpWire of(Action.HttpGet action) {
    return action.http2() ? HTTP2 : HTTP1;
  }

  /** Asks; returns when the head of the answer has come. */
  abstract HttpAnswer ask(Socket socket, HttpUrl url, Said said, long deadline) throws IOException;
}
