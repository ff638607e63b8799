package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.revision.PartDirectory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Does nothing, and tells what it would have done; contents that are secret are never told. */
public final class DryRunExecutor implements Executor {
  private final Consumer<String> teller;

  /** The directories told so far; guarded by this. */
  private final Set<Path> made = new HashSet<>();

  /** Tells {@code teller} one effect at a time, in one or several lines. */
  public DryRunExecutor(Consumer<String> teller) {
    this.teller = teller;
  }

  @Override
  public void execute(Effect effect) {
    switch (effect) {
      case Effect.OnRevisions _ -> {
        // keelson's own notes, of no interest to somebody who asks what would happen to the node.
      }
      case Effect.OnFiles e when toldBefore(e) -> {
        // What an earlier effect would have made, this one would have found.
      }
      case Effect.OnFiles _, Effect.OnPods _, Effect.OnCluster _ -> tell(effect);
    }
  }

  private synchronized boolean toldBefore(Effect.OnFiles effect) {
    if (!(effect instanceof Effect.EnsureDirectory(PartDirectory directory))) {
      return false;
    }
    boolean before = made.stream().anyMatch(path -> path.startsWith(directory.path()));
    made.add(directory.path());
    return before;
  }

  private synchronized void tell(Effect effect) {
    teller.accept("Would " + EffectText.sentence(effect));
    EffectText.content(effect).ifPresent(text -> teller.accept(text.indent(4).stripTrailing()));
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
