package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a registry's images are to be had: at its mirrors, in their order, and then at the registry
 * itself. The mirrors are those of containerd's {@code certs.d}: {@code REGISTRY/hosts.toml}, or
 * {@code _default/hosts.toml}.
 */
public final class RegistryHosts {
  /** Where containerd, and so the rest of a node, looks by default. */
  public static final Path STANDARD = Path.of("/etc/containerd/certs.d");

  private final Path directory;

  /** The mirrors that are configured in that directory, which need not be there. */
  public RegistryHosts(Path directory) {
    this.directory = directory;
  }

  /**
   * The endpoints to ask for an image, one after the other; the last is the registry's own.
   *
   * @param insecure registries spoken to without encryption
   * @throws ImageException for a file that is not understood
   */
  List<RegistryEndpoint> of(ImageReference reference, Set<String> insecure) {
    RegistryEndpoint own = RegistryEndpoint.of(reference, insecure);
    Optional<HostsFile> file = read(reference.registry()).or(() -> read("_default"));
    if (file.isEmpty()) {
      return List.of(own);
    }
    List<RegistryEndpoint> endpoints = new ArrayList<>();
    for (HostsFile.Host host : file.get().hosts()) {
      if (host.pulls() && (host.resolves() || !reference.digest().isEmpty())) {
        endpoints.add(
            RegistryEndpoint.mirror(host.url(), reference.registry(), host.overridePath()));
      }
    }
    endpoints.add(
        file.get()
            .server()
            .map(server -> RegistryEndpoint.mirror(server, reference.registry(), false))
            .orElse(own));
    return endpoints;
  }

  private Optional<HostsFile> read(String registry) {
    Path file = directory.resolve(registry).resolve("hosts.toml");
    try {
      return Files.exists(file)
          ? Optional.of(HostsFile.parse(file.toString(), Files.readString(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new ImageException("The mirrors in " + file + " cannot be read.", e);
    }
  }
}
