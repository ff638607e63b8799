package dev.keelson.bootstrap.pki;

/** What a leaf certificate may be used for: X.509's extended key usages that Kubernetes needs. */
public enum ExtendedUsage {
  SERVER_AUTH("1.3.6.1.5.5.7.3.1"),
  CLIENT_AUTH("1.3.6.1.5.5.7.3.2");

  private final String oid;

  ExtendedUsage(String oid) {
    this.oid = oid;
  }

  /** The object identifier in dotted form. */
  public String oid() {
    return oid;
  }
}
