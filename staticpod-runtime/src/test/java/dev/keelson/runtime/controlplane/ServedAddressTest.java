package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServedAddressTest {
  @Test
  void theFlagsTellWhereNoAnnotationDoes() {
    var apiServer = Components.pod("kube-apiserver", "--advertise-address=fd00::5");
    ServedAddress served = ServedAddress.of(apiServer).orElseThrow();
    assertThat(served.address()).isEqualTo("fd00::5");
    assertThat(served.hostAndPort()).isEqualTo("[fd00::5]:6443");
    assertThat(served.loopback().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @Test
  void whoServesNobodyKnowsWhereHasNone() {
    assertThat(ServedAddress.of(Components.pod("kube-apiserver", "--v=2"))).isEmpty();
  }
}
