package dev.keelson.runtime;

import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The runtime as {@code keelson.service}. systemd kills and restarts the runtime's own process
 * alone ({@code KillMode=process}) and leaves the cgroups below to us ({@code Delegate=yes}), so
 * restarting the unit restarts no container. An orderly end takes well below a second; where it
 * hangs, systemd ends it, or a second SIGTERM does, which is no failure.
 */
public final class SystemdUnit {
  private static final String NAME = "keelson.service";
  private static final Path FILE = Path.of("/etc/systemd/system", NAME);

  private final List<String> command;

  SystemdUnit(List<String> command) {
    this.command = command;
  }

  /** Whether systemd is process 1, by the test of {@code sd_booted(3)}. */
  public static boolean systemdRuns() {
    return Files.isDirectory(Path.of("/run/systemd/system"));
  }

  /**
   * The unit's text.
   *
   * @param command the launcher's absolute path and its arguments
   */
  public static String text(List<String> command) {
    return """
    [Unit]
    Description=keelson static pod runtime
    Wants=network-online.target
    After=network-online.target local-fs.target
    StartLimitIntervalSec=0

    [Service]
    Type=notify
    ExecStart=%s
    Restart=on-failure
    RestartSec=1
    KillMode=process
    TimeoutStopSec=30
    SuccessExitStatus=143
    Delegate=yes
    OOMScoreAdjust=-999
    LimitNOFILE=1048576
    TasksMax=infinity
    TimeoutStartSec=120
    WatchdogSec=60

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(String.join(" ", command.stream().map(SystemdUnit::quoted).toList()));
  }

  /** A word of ExecStart: systemd expands {@code %} and {@code $}, and splits at spaces. */
  private static String quoted(String word) {
    String escaped =
        word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    return escaped.matches(".*[\\s'\"\\\\;].*") ? "\"" + escaped + "\"" : escaped;
  }

  /** Installs it, has it started now and at every boot, and waits until it is ready. */
  void start() throws InterruptedException {
    try {
      DurableFiles.removeUnfinished(FILE.resolveSibling(""));
      byte[] text = text(command).getBytes(StandardCharsets.UTF_8);
      DurableFiles.write(FILE, text, "rw-r--r--");
      systemctl("daemon-reload");
      systemctl("enable", NAME);
      systemctl("restart", NAME);
    } catch (IOException e) {
      throw new RuntimeStartException("installing " + FILE + ": " + e.getMessage(), e);
    }
  }

  /** Stops it, and leaves nothing of it. */
  void remove() throws InterruptedException {
    try {
      if (Files.exists(FILE)) {
        systemctl("disable", "--now", NAME);
        PrivateFiles.remove(FILE);
        systemctl("daemon-reload");
      }
    } catch (IOException e) {
      throw new RuntimeStartException("removing " + FILE + ": " + e.getMessage(), e);
    }
  }

  private static void systemctl(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("systemctl"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          String.join(" ", command)
              + " ended with "
              + status
              + ": "
              + said.strip()
              + "; `journalctl -u "
              + NAME
              + "` says more");
    }
  }
}
