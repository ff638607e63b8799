package dev.keelson.runtime.linux;

import java.util.Arrays;

/** The error numbers of Linux that something here acts on; the same on amd64 and arm64. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  ESRCH(3, "no such process"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  EAGAIN(11, "resource temporarily unavailable"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  EEXIST(17, "file exists"),
  EXDEV(18, "invalid cross-device link"),
  ENODEV(19, "no such device"),
  EINVAL(22, "invalid argument"),
  ENOSPC(28, "no space left on device"),
  EROFS(30, "read-only file system"),
  ENOSYS(38, "function not implemented"),
  EOPNOTSUPP(95, "operation not supported"),
  OTHER(0, "error");

  private final int number;
  private final String words;

  Errno(int number, String words) {
    this.number = number;
    this.words = words;
  }

  static Errno of(int number) {
    return Arrays.stream(values()).filter(e -> e.number == number).findFirst().orElse(OTHER);
  }

  static String describe(int number) {
    Errno errno = of(number);
    return errno == OTHER ? "errno " + number : errno.words + " (" + errno + ")";
  }
}
