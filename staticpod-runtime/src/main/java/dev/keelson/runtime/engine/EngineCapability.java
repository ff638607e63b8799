package dev.keelson.runtime.engine;

/** What not every engine can do; its absence is asserted by the contract, never skipped. */
public enum EngineCapability {
  EXEC,
  IMAGE_PULL,
  NETWORK_NAMESPACE,
  RESOURCE_LIMITS
}
