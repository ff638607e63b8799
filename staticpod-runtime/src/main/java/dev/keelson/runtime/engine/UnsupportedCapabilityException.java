package dev.keelson.runtime.engine;

/** A call this engine does not have. */
public final class UnsupportedCapabilityException extends EngineException {
  public UnsupportedCapabilityException(EngineCapability capability, String engine) {
    super("the engine " + engine + " cannot do " + capability);
  }
}
