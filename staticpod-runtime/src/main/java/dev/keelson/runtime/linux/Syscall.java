package dev.keelson.runtime.linux;

/** The system calls used here, with their numbers on amd64 and arm64. */
enum Syscall {
  BIND(49, 200),
  CHDIR(80, 49),
  CLOSE(3, 57),
  EPOLL_CREATE1(291, 20),
  EPOLL_CTL(233, 21),
  EPOLL_PWAIT(281, 22),
  EVENTFD2(290, 19),
  FCHOWN(93, 55),
  GETSOCKOPT(55, 209),
  IOCTL(16, 29),
  LISTEN(50, 201),
  MOUNT(165, 40),
  OPENAT(257, 56),
  OPENAT2(437, 437),
  PIDFD_GETFD(438, 438),
  PIDFD_OPEN(434, 434),
  PIDFD_SEND_SIGNAL(424, 424),
  PPOLL(271, 73),
  PRCTL(157, 167),
  READ(0, 63),
  SETHOSTNAME(170, 161),
  SETNS(308, 268),
  SETSOCKOPT(54, 208),
  SOCKET(41, 198),
  UMOUNT2(166, 39),
  UNSHARE(272, 97),
  WRITE(1, 64);

  static final boolean ARM64 = System.getProperty("os.arch", "").equals("aarch64");

  private final int amd64;
  private final int arm64;

  Syscall(int amd64, int arm64) {
    this.amd64 = amd64;
    this.arm64 = arm64;
  }

  long number() {
    return ARM64 ? arm64 : amd64;
  }
}
