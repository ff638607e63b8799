package dev.keelson.bootstrap.revision;

/** Whether a file's content may be shown. */
public enum Sensitivity {
  PUBLIC,
  SECRET
}
