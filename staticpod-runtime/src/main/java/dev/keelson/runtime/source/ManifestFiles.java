package dev.keelson.runtime.source;

import dev.keelson.runtime.manifest.PodManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the files of a directory ask for together. Where two claim one pod, the one that had it
 * keeps it (at the start the first by name) and the other is reported. Used by one thread.
 */
final class ManifestFiles {
  private final SortedMap<Path, ManifestFile> files = new TreeMap<>();
  private Map<String, Path> owners = new LinkedHashMap<>();

  Optional<ManifestFile> get(Path path) {
    return Optional.ofNullable(files.get(path));
  }

  List<Path> paths() {
    return List.copyOf(files.keySet());
  }

  void put(ManifestFile file) {
    files.put(file.path(), file);
  }

  void remove(Path path) {
    files.remove(path);
  }

  DesiredPods desired() {
    Map<String, Path> now = new LinkedHashMap<>();
    files.values().forEach(f -> f.pods().forEach(p -> claim(now, f, p, true)));
    files.values().forEach(f -> f.pods().forEach(p -> claim(now, f, p, false)));
    owners = now;
    var pods = new LinkedHashMap<String, PodManifest>();
    var failures = new ArrayList<DesiredPods.Failure>();
    for (ManifestFile file : files.values()) {
      for (PodManifest pod : file.pods()) {
        Path owner = now.getOrDefault(pod.fullName(), file.path());
        if (!owner.equals(file.path()) || pods.putIfAbsent(pod.fullName(), pod) != null) {
          failures.add(Claims.refusal(file.path().toString(), pod, owner.toString()));
        }
      }
      if (!file.failure().isEmpty()) {
        failures.add(spoilt(file));
      }
    }
    return new DesiredPods(List.copyOf(pods.values()), failures);
  }

  private void claim(
      Map<String, Path> now, ManifestFile file, PodManifest pod, boolean ownersAlone) {
    if (!ownersAlone || file.path().equals(owners.get(pod.fullName()))) {
      now.putIfAbsent(pod.fullName(), file.path());
    }
  }

  private static DesiredPods.Failure spoilt(ManifestFile file) {
    Optional<String> pod = file.pods().stream().map(PodManifest::fullName).findFirst();
    String still = pod.isPresent() ? "; the last good version of it runs on" : "";
    return new DesiredPods.Failure(file.path().toString(), pod, file.failure() + still);
  }
}
