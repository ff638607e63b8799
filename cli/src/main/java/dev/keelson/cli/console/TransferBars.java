package dev.keelson.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bars of transfers under way, drawn on a terminal at most ten times a second; on a pipe nothing.
 * Thread-safe.
 */
public final class TransferBars implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long INTERVAL_NANOS = 100_000_000;

  private final Console console;

  /** Done and total by name, in order of appearance; guarded by this. */
  private final Map<String, long[]> transfers = new LinkedHashMap<>();

  private int drawn;
  private long lastDrawn;

  private TransferBars(Console console) {
    this.console = console;
  }

  /** Bars on that console. */
  public static TransferBars start(Console console) {
    return new TransferBars(console);
  }

  /** A transfer is so far. */
  public synchronized void advanced(String name, long done, long total) {
    if (!console.terminal()) {
      return;
    }
    transfers.put(name, new long[] {done, total});
    if (System.nanoTime() - lastDrawn > INTERVAL_NANOS) {
      draw();
    }
  }

  @Override
  public synchronized void close() {
    if (console.terminal()) {
      draw();
      console.flush();
    }
  }

  private void draw() {
    lastDrawn = System.nanoTime();
    console.out().print("\u001b[A\u001b[2K\r".repeat(drawn));
    transfers.forEach((name, of) -> console.out().println(bar(name, of[0], of[1])));
    drawn = transfers.size();
    console.out().flush();
  }

  private static String bar(String name, long done, long total) {
    int filled = total <= 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
    return "%-28s [%s%s] %d / %d MB"
        .formatted(
            name,
            "=".repeat(filled),
            " ".repeat(WIDTH - filled),
            done / 1_000_000,
            total / 1_000_000);
  }
}
