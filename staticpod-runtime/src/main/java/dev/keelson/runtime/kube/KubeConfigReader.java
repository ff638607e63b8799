package dev.keelson.runtime.kube;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Follows a kubeconfig's current context to its cluster and user. */
final class KubeConfigReader {
  private final @Nullable Path directory;

  KubeConfigReader(@Nullable Path directory) {
    this.directory = directory;
  }

  KubeConfig parse(String text) throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Map<?, ?> root = map(yaml.load(text));
    Map<?, ?> context = named(root, "contexts", "context", string(root, "current-context"));
    Map<?, ?> cluster = named(root, "clusters", "cluster", string(context, "cluster"));
    Map<?, ?> user = named(root, "users", "user", string(context, "user"));
    return new KubeConfig(
        URI.create(string(cluster, "server").replaceAll("/+$", "")),
        content(cluster, "certificate-authority"),
        content(user, "client-certificate"),
        content(user, "client-key"),
        Optional.ofNullable(user.get("token")).map(String::valueOf));
  }

  /** The {@code -data} field, else the file that the plain field names, relative to ours. */
  private Optional<String> content(Map<?, ?> from, String field) throws IOException {
    Object data = from.get(field + "-data");
    if (data != null) {
      byte[] bytes = Base64.getMimeDecoder().decode(String.valueOf(data));
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
    Object file = from.get(field);
    if (file == null) {
      return Optional.empty();
    }
    Path path = Path.of(String.valueOf(file));
    return Optional.of(Files.readString(directory == null ? path : directory.resolve(path)));
  }

  private static Map<?, ?> named(Map<?, ?> root, String list, String field, String name) {
    if (root.get(list) instanceof List<?> entries) {
      for (Object entry : entries) {
        if (name.equals(map(entry).get("name"))) {
          return map(map(entry).get(field));
        }
      }
    }
    throw new IllegalArgumentException("there is no \"" + name + "\" in its " + list);
  }

  private static String string(Map<?, ?> from, String field) {
    Object value = from.get(field);
    if (value == null || String.valueOf(value).isEmpty()) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return String.valueOf(value);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("it is not a kubeconfig");
  }
}
