package dev.keelson.runtime.engine.embedded.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SequencedSet;

/** The {@code config.json} of a bundle, OCI runtime specification 1.0.2. */
public final class BundleConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BundleConfig() {}

  /** Computes it. */
  public static ObjectNode of(BundlePlan plan) {
    SequencedSet<String> capabilities =
        Capabilities.of(plan.config().security(), plan.capabilitiesHeld());
    ObjectNode root = JSON.createObjectNode();
    root.put("ociVersion", "1.0.2");
    ProcessSection.write(root.putObject("process"), plan, capabilities);
    ObjectNode files = root.putObject("root");
    files.put("path", plan.rootfs().toString());
    files.put("readonly", plan.config().security().readOnlyRootFilesystem());
    MountSection.write(root.putArray("mounts"), plan);
    LinuxSection.write(root.putObject("linux"), plan, capabilities);
    return root;
  }
}
