package dev.keelson.runtime.linux;

import java.io.IOException;

/** A system call that returned an error; the message names the call, its subject and the errno. */
public final class SystemCallException extends IOException {
  private final int number;

  SystemCallException(String call, String subject, int number) {
    super(call + " " + subject + ": " + Errno.describe(number));
    this.number = number;
  }

  /** The reason. */
  public Errno errno() {
    return Errno.of(number);
  }

  /** The error number as the kernel gave it. */
  public int number() {
    return number;
  }
}
