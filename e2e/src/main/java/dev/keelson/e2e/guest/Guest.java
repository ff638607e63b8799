package dev.keelson.e2e.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An emulated machine with a disk of its own, and a read-only second one at {@code /opt/keelson}.
 *
 * <pre>
 * start ──► on ──powerCut──► off ──boot──► on     what had not been written to its disk is lost
 *            └────close──────┴──► gone
 * </pre>
 *
 * Emulated code is an order of magnitude slower than the machine's own. For one thread.
 */
public final class Guest implements AutoCloseable {
  private static final Duration BOOTING = Duration.ofMinutes(10);

  /** The emulated clock is read without a call into the emulator; none of its faults is mended. */
  private static final String KERNEL =
      "root=/dev/vda rw console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable"
          + " security=apparmor apparmor=1";

  private final GuestSystem system;
  private final Path directory;
  private final Path payload;
  private @Nullable Process machine;
  private @Nullable GuestAgent agent;

  private Guest(GuestSystem system, Path payload) throws IOException {
    this.system = system;
    this.payload = payload;
    this.directory = Files.createTempDirectory("keelson-guest-");
  }

  /** A machine with a fresh disk, switched on; returns when it has booted. */
  public static Guest start(GuestSystem system, Path payload)
      throws IOException, InterruptedException {
    Guest guest = new Guest(system, payload);
    try {
      // A copy, for QEMU forgets a snapshot when it is killed, and that is the power cut.
      Programs.run(
          "cp",
          "--sparse=always",
          "--reflink=auto",
          system.disk().toString(),
          guest.disk().toString());
      guest.boot();
      return guest;
    } catch (IOException | InterruptedException | RuntimeException e) {
      guest.close();
      throw e;
    }
  }

  /**
   * Switches it on again; returns when it has booted. A machine that ends while it boots is
   * switched on once more: the emulator's ends now and then.
   */
  public void boot() throws IOException, InterruptedException {
    try {
      switchOn();
    } catch (GuestException e) {
      System.err.println("The guest is switched on once more: " + e.getMessage());
      powerCut();
      switchOn();
    }
  }

  private void switchOn() throws IOException, InterruptedException {
    Path socket = directory.resolve("agent.sock");
    Files.deleteIfExists(socket);
    machine =
        new ProcessBuilder(command(socket))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("qemu.log").toFile())
            .start();
    machine.getOutputStream().close();
    agent = GuestAgent.connect(socket, machine, directory.resolve("console.log"), BOOTING);
  }

  private List<String> command(Path socket) {
    String line =
        """
        qemu-system-x86_64 -accel tcg -cpu max -smp 1 -m 1536
         -nodefaults -no-user-config -no-reboot -display none
         -device virtio-rng-pci -device virtio-serial-pci -device virtserialport,chardev=agent,name=keelson
        """;
    Stream<String> files =
        Stream.of(
            "-serial",
            "file:" + directory.resolve("console.log"),
            "-kernel",
            system.kernel().toString(),
            "-initrd",
            system.initrd().toString(),
            "-append",
            KERNEL,
            "-drive",
            // What QEMU was given to write survives its end; flushes would bring nothing but time.
            "file=" + disk() + ",if=virtio,format=raw,cache=unsafe",
            "-drive",
            "file=" + payload + ",if=virtio,format=raw,readonly=on",
            "-chardev",
            "socket,id=agent,server=on,wait=off,path=" + socket);
    return Stream.concat(Stream.of(line.strip().split("\\s+")), files).toList();
  }

  private Path disk() {
    return directory.resolve("disk.ext4");
  }

  /** What a script, run by root's bash, writes to both streams; one that fails is reported. */
  public String shell(Duration timeout, String script) throws InterruptedException {
    if (agent == null) {
      throw new IllegalStateException("the guest is off");
    }
    return agent.run(script, timeout);
  }

  /** Kills the machine: what its kernel had not written to the disk yet is lost. */
  public void powerCut() throws IOException, InterruptedException {
    if (machine != null) {
      machine.destroyForcibly().waitFor();
      machine = null;
    }
    if (agent != null) {
      agent.close();
      agent = null;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      powerCut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
