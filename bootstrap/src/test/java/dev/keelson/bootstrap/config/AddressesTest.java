package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.010, 192.0.2.10",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "::ffff:192.0.2.1, 192.0.2.1",
  })
  void writesAddressesAsGoDoes(String text, String written) {
    assertThat(IpAddresses.parse(text).map(IpAddresses::text)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", ":", "g::", "a.b"})
  void knowsWhatIsNoAddress(String text) {
    assertThat(IpAddresses.parse(text)).isEmpty();
  }

  @Test
  void cutsTheHostPartOff() {
    assertThat(Cidr.parse("10.96.7.9/12")).map(Cidr::toString).contains("10.96.0.0/12");
    assertThat(Cidr.parse("2001:db8::7/33")).map(Cidr::toString).contains("2001:db8::/33");
    assertThat(Cidr.parse("10.0.0.0/0")).map(Cidr::toString).contains("0.0.0.0/0");
  }

  @Test
  void countsAddresses() {
    var subnet = Cidr.parse("10.96.0.0/12").orElseThrow();

    assertThat(IpAddresses.text(subnet.address(10))).isEqualTo("10.96.0.10");
    assertThat(Cidr.parse("fd00::ff00/112").map(c -> IpAddresses.text(c.address(0x1234))))
        .contains("fd00::1234");
    assertThat(Cidr.parse("255.255.255.0/24").map(c -> IpAddresses.text(c.address(1))))
        .contains("255.255.255.1");
  }

  @Test
  void seesOverlaps() {
    var services = Cidr.parse("10.96.0.0/12").orElseThrow();

    assertThat(Cidr.parse("10.111.255.0/24")).map(services::overlaps).contains(true);
    assertThat(Cidr.parse("10.0.0.0/8")).map(services::overlaps).contains(true);
    assertThat(Cidr.parse("10.112.0.0/12")).map(services::overlaps).contains(false);
    assertThat(Cidr.parse("::/0")).map(services::overlaps).contains(false);
  }

  @Test
  void findsTheInterfacesOfTheDefaultRoutes() {
    var route =
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        eth1\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        down0\t00000000\t010200C0\t0002\t0\t0\t0\t00000000\t0\t0\t0
        eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
        """;
    var zeros = "0".repeat(32);
    var ipv6 =
        """
        %1$s 00 %1$s 00 %1$s ffffffff 00000001 00000000 00200200       lo
        %1$s 00 %1$s 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003   eth2
        20010db8000000000000000000000000 40 %1$s 00 %1$s 00000100 00000001 00000000 00000001   eth3
        """
            .formatted(zeros);

    assertThat(DefaultRoutes.parse(route, ipv6)).containsExactly("eth0", "eth2");
    assertThat(DefaultRoutes.parse("", "")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @CsvSource({"4m0s, PT4M", "1.5h, PT1H30M", "300ms, PT0.3S", "-1h5us, PT-1H-0.000005S", "0, PT0S"})
  void readsGoDurations(String text, Duration duration) {
    assertThat(GoDuration.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "1d", "h", "1 h", "9999999h", "PT1H", "."})
  void knowsWhatIsNoGoDuration(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @Test
  void thisMachineHasAName() {
    assertThat(NodeFacts.load().hostname()).isNotEmpty().doesNotContain("\n");
  }
}
