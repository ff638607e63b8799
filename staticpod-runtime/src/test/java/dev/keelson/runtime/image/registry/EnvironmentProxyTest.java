package dev.keelson.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://proxy.example:3128",
          "http_proxy", "plain.example",
          "NO_PROXY", ".inside.example, direct.example,*.star.example,host.example:5000");

  @ParameterizedTest
  @CsvSource({
    "https://registry.k8s.io/v2/, proxy.example:3128",
    "http://registry.example/v2/, plain.example:80",
    "https://a.inside.example/, direct",
    "https://direct.example/, direct",
    "https://sub.direct.example/, direct",
    "https://indirect.example/, proxy.example:3128",
    "https://a.star.example/, direct",
    "https://host.example:5000/, direct",
    "https://host.example:5001/, proxy.example:3128",
    "http://localhost:5000/, direct",
    "http://127.0.0.1:5000/, direct",
  })
  void goesWhereTheEnvironmentSays(String uri, String way) {
    Proxy proxy = EnvironmentProxy.of(ENVIRONMENT).select(URI.create(uri)).getFirst();
    String found =
        proxy.address() instanceof InetSocketAddress address
            ? address.getHostString() + ":" + address.getPort()
            : "direct";
    assertThat(found).isEqualTo(way);
  }
}
