package dev.keelson.e2e.guest;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test the one guest of the whole run, as a boot takes its time. A test leaves it on,
 * with the runtime running and without pods.
 */
final class SharedGuest implements ParameterResolver {
  /** One class at a time has it. */
  static final String LOCK = "guest";

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SharedGuest.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == GuestNode.class;
  }

  @Override
  public GuestNode resolveParameter(ParameterContext parameter, ExtensionContext test) {
    // The store closes it when all tests have run.
    return test.getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(GuestNode.class, _ -> started(), GuestNode.class);
  }

  private static GuestNode started() {
    try {
      return GuestNode.start();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("starting the guest: " + e.getMessage(), e);
    }
  }
}
