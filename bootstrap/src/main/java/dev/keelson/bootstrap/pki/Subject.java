package dev.keelson.bootstrap.pki;

import java.util.List;

/**
 * Whom a certificate names: to the API server the common name is the user, the organizations are
 * the groups.
 */
public record Subject(String commonName, List<String> organizations) {
  public Subject {
    organizations = List.copyOf(organizations);
  }

  /** A name in no group. */
  public static Subject of(String commonName) {
    return new Subject(commonName, List.of());
  }

  /** A name in one group. */
  public static Subject of(String commonName, String organization) {
    return new Subject(commonName, List.of(organization));
  }
}
