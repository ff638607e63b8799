package dev.keelson.runtime.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the API server answered where more than one answer is to be expected. */
public sealed interface KubeReply {
  /** The object as the server has it now. */
  record Found(ObjectNode object) implements KubeReply {}

  /** There is none, status 404; the message is the server's. */
  record NotFound(String message) implements KubeReply {}

  /** It exists already, or is not what the precondition says, status 409. */
  record Conflict(String message) implements KubeReply {}

  /** The object where there is one. */
  default Optional<ObjectNode> found() {
    return switch (this) {
      case Found(var object) -> Optional.of(object);
      case NotFound _, Conflict _ -> Optional.empty();
    };
  }
}
