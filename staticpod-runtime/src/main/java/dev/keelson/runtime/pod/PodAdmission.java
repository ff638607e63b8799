package dev.keelson.runtime.pod;

import java.util.Optional;

/** Whether a pod is let in on this node, and what it holds of the node while it is. */
final class PodAdmission {
  private final PodContext context;

  PodAdmission(PodContext context) {
    this.context = context;
  }

  /** Asks for it, and tells of a refusal; what it holds already it keeps. */
  Optional<PodStatuses.Failure> ask() {
    Optional<Admission.Refusal> refusal =
        Admission.of(context.services().settings())
            .refusal(context.manifest())
            .or(() -> claims().claim(context.manifest()).map(HugePageClaims.Shortage::refusal));
    refusal.ifPresent(r -> context.events().warning("", r.reason(), r.message()));
    return refusal.map(Admission.Refusal::failure);
  }

  /** An earlier runtime let it in: what runs already is not asked again. */
  void was() {
    claims().hold(context.manifest());
  }

  /** Nothing of it runs any more, or will. */
  void end() {
    claims().release(context.manifest().uid());
  }

  private HugePageClaims claims() {
    return context.services().hugePages();
  }
}
