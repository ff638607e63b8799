package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.effect.Effect;
import java.nio.file.Path;
import java.util.List;

/**
 * The way to nothing.
 *
 * @param onNode what is removed from the node, in order; one failure does not hinder the others
 * @param onState what keelson forgets afterwards, only when all of the former succeeded, so that an
 *     interrupted reset knows what is left
 * @param kept files that stay because no revision brought them, beside those that go
 */
public record RemovalPlan(List<Effect> onNode, List<Effect> onState, List<Path> kept) {
  public RemovalPlan {
    onNode = List.copyOf(onNode);
    onState = List.copyOf(onState);
    kept = List.copyOf(kept);
  }
}
