package dev.keelson.templates;

import dev.keelson.templates.model.ApiServerManifest;
import dev.keelson.templates.model.ComponentManifest;
import dev.keelson.templates.model.EnvironmentVariable;
import dev.keelson.templates.model.EtcdManifest;
import dev.keelson.templates.model.Manifest;
import dev.keelson.templates.model.Mount;
import dev.keelson.templates.model.ProbeTarget;
import dev.keelson.templates.model.StaticPod;
import dev.keelson.templates.model.ValueSource;
import dev.keelson.templates.model.Volume;
import java.util.List;

/** Two pods of each kind: the plainest, and one with everything that a template can show. */
final class StaticPodScenarios {
  private StaticPodScenarios() {}

  static Manifest plain(ManifestTemplate template) {
    var pod =
        new StaticPod(
            "",
            "registry.k8s.io/thing:v1",
            List.of("thing", "--flag=value"),
            List.of(),
            new ProbeTarget("", 1234, "HTTPS", 24),
            List.of(new Mount("data", "/data", false)),
            List.of(new Volume("data", "/data", "DirectoryOrCreate")));
    return manifest(template, "https://192.0.2.1:2379", pod);
  }

  static Manifest full(ManifestTemplate template) {
    var fieldRef =
        new ValueSource(
            "fieldRef",
            List.of(
                new ValueSource.Field("apiVersion", "v1"),
                new ValueSource.Field("fieldPath", "status.podIP")));
    var optional =
        new ValueSource(
            "configMapKeyRef",
            List.of(
                new ValueSource.Field("key", "k"),
                new ValueSource.Field("name", "n"),
                new ValueSource.Field("optional", true)));
    var pod =
        new StaticPod(
            "0123abcd",
            "reg.example:5000/x/thing:v1",
            List.of(
                "thing",
                "--a=\"quoted\" # no comment",
                "--b=line\nbreak",
                "--c=</x>\u0001é'\u007f\u2028\u0085😀"),
            List.of(
                new EnvironmentVariable("A", "yes", List.of()),
                new EnvironmentVariable("EMPTY", "", List.of()),
                new EnvironmentVariable("IP", "", List.of(fieldRef)),
                new EnvironmentVariable("K", "", List.of(optional))),
            new ProbeTarget("2001:db8::1", 65535, "HTTPS", 1200),
            List.of(new Mount("a", "/a", true), new Mount("b", "/b: c", false)),
            List.of(new Volume("a", "/a", ""), new Volume("b", "/b: c", "File")));
    return manifest(template, "[2001:db8::1]:6443", pod);
  }

  private static Manifest manifest(ManifestTemplate template, String address, StaticPod pod) {
    return switch (template) {
      case ETCD -> new EtcdManifest(address, pod);
      case KUBE_APISERVER -> new ApiServerManifest(address, pod);
      case KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER -> new ComponentManifest(pod);
    };
  }
}
