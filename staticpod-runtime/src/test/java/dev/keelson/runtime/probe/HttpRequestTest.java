package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.Action.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of requests; {@code RequestParityIT} holds them to the kubelet's. */
class HttpRequestTest {
  private static final HttpUrl URL = new HttpUrl("http", "10.0.0.1:80", "/x");

  private static String probe(Header... headers) {
    return text(HttpRequest.ofProbe(List.of(headers)));
  }

  private static String text(HttpRequest request) {
    return new String(request.bytes(URL, request.host(), ""), StandardCharsets.UTF_8)
        .replace("\r\n", "\n")
        .strip();
  }

  @Test
  void inHttp2TheHostIsAFieldOfItsOwnAndNothingIsOfTheConnection() {
    var headers = List.of(new Header("host", "a.test"), new Header("Connection", "close"));
    HttpRequest request = HttpRequest.ofProbe(headers);
    HttpUrl url = HttpUrl.of(new Action.HttpGet("", 81, "HTTP", "/x?y", headers, true), "10.0.0.1");
    assertThat(request.fields(url, request.host(), ""))
        .containsExactly(
            entry(":method", "GET"),
            entry(":scheme", "http"),
            entry(":path", "/x?y"),
            entry(":authority", "a.test"),
            entry("user-agent", "kube-probe/1.37"),
            entry("accept", "*/*"));
  }

  @Test
  void probesAndHooksHaveHeadersOfTheirOwn() {
    assertThat(probe())
        .isEqualTo(
            """
            GET /x HTTP/1.1
            Host: 10.0.0.1:80
            User-Agent: kube-probe/1.37
            Accept: */*
            Connection: close\
            """);
    assertThat(text(HttpRequest.ofHook(List.of())))
        .isEqualTo(
            """
            GET /x HTTP/1.1
            Host: 10.0.0.1:80
            User-Agent: kube-lifecycle/1.37
            Accept: */*
            Accept-Encoding: gzip\
            """);
  }

  @Test
  void aManifestsHeadersStandInTheirCanonicalFormAndInOrder() {
    assertThat(
            probe(
                new Header("x-b", " two "),
                new Header("X-A", "1"),
                new Header("X-B", ""),
                new Header("host", "a.test"),
                new Header("USER-AGENT", "me"),
                new Header("User-Agent", "not me"),
                new Header("Content-Length", "7")))
        .isEqualTo(
            """
            GET /x HTTP/1.1
            Host: a.test
            User-Agent: me
            Accept: */*
            X-A: 1
            X-B: two
            X-B:\s
            Connection: close\
            """);
  }

  @Test
  void anEmptyAgentAndAcceptAreNotSaid() {
    assertThat(
            probe(new Header("User-Agent", ""), new Header("Accept", ""), new Header("Host", "")))
        .isEqualTo("GET /x HTTP/1.1\nHost: 10.0.0.1:80\nConnection: close");
    HttpRequest hook =
        HttpRequest.ofHook(List.of(new Header("Accept", ""), new Header("Authorization", "s")));
    assertThat(text(hook.withoutAuthorization())).doesNotContain("Accept:", "Authorization");
  }

  @Test
  void aConnectionIsClosedOnce() {
    assertThat(probe(new Header("Connection", "keep-alive")))
        .endsWith("Connection: keep-alive\nConnection: close");
    assertThat(probe(new Header("Connection", "close"))).containsOnlyOnce("Connection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a%2fb?x=1&y#z | /a%2fb?x=1&y",
        "/sp ace/ü | /sp%20ace/%C3%BC",
        "/a%2fb c | /a/b%20c",
        "/50% | /50%25",
        "/50%?x | /50%25%3Fx",
        "/(a)!'*[] | /(a)!'*[]",
        "/x? | /x?",
        "/x?q=%zz ü | /x?q=%zz ü"
      })
  void aPathIsEncodedAsGoDoes(String given, String sent) {
    assertThat(RequestTarget.of(given)).isEqualTo(sent);
  }
}
