package dev.keelson.bootstrap.effect;

import java.util.function.Consumer;

/** Does nothing, and tells what it would have done; contents that are secret are never told. */
public final class DryRunExecutor implements Executor {
  private final Consumer<String> teller;

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
      case Effect.OnFiles _, Effect.OnPods _, Effect.OnCluster _ -> tell(effect);
    }
  }

  private synchronized void tell(Effect effect) {
    teller.accept("Would " + EffectText.sentence(effect));
    EffectText.content(effect).ifPresent(text -> teller.accept(text.stripTrailing().indent(4)));
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
