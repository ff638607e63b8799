package dev.keelson.bootstrap.revision;

/** The numeric owner of a file. */
public record Owner(int uid, int gid) {
  public static final Owner ROOT = new Owner(0, 0);
}
