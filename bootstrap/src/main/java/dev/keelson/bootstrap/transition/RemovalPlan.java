package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.effect.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The way to nothing.
 *
 * @param stop ends the pods first, where there may be any: what they read and write is not taken
 *     away from under them, and what they leave is known only when they ended
 * @param onNode what is removed from the node, in order; one failure does not hinder the others
 * @param onState what keelson forgets afterwards, only when all of the former succeeded, so that an
 *     interrupted reset knows what is left
 * @param kept files that stay because no revision brought them, beside those that go
 */
public record RemovalPlan(
    Optional<Effect> stop, List<Effect> onNode, List<Effect> onState, List<Path> kept) {
  public RemovalPlan {
    onNode = List.copyOf(onNode);
    onState = List.copyOf(onState);
    kept = List.copyOf(kept);
  }
}
