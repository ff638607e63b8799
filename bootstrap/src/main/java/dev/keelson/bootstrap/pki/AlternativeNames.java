package dev.keelson.bootstrap.pki;

import java.net.InetAddress;
import java.util.List;

/**
 * The subject alternative names of a certificate in the order they are encoded: DNS names sorted,
 * then addresses as given, none twice. That is the order of kubeadm ({@code
 * util/pkiutil/pki_helpers.go}).
 */
public record AlternativeNames(List<String> dnsNames, List<InetAddress> addresses) {
  /** No names at all. */
  public static final AlternativeNames NONE = new AlternativeNames(List.of(), List.of());

  public AlternativeNames {
    dnsNames = dnsNames.stream().distinct().sorted().toList();
    addresses = addresses.stream().distinct().toList();
  }

  /** Whether there is nothing to encode. */
  public boolean isEmpty() {
    return dnsNames.isEmpty() && addresses.isEmpty();
  }
}
