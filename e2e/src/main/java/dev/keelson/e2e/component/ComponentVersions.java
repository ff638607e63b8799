package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A release of Kubernetes and the image tags it wants beside its own, as its kubeadm names them.
 *
 * @param kubernetes such as {@code v1.37.1}
 * @param etcd the image's tag, such as {@code 3.7.0-0}
 * @param coredns such as {@code v1.14.6}
 * @param pause such as {@code 3.10.2}
 */
public record ComponentVersions(String kubernetes, String etcd, String coredns, String pause) {
  private static final String FILE = "components.properties";
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern RELEASE = Pattern.compile("v1\\.(\\d+)\\.\\d+");

  public ComponentVersions {
    if (!RELEASE.matcher(kubernetes).matches()) {
      throw new ComponentException(
          "\"" + kubernetes + "\" is no release of Kubernetes; write it as v1.37.1.");
    }
  }

  /** Every release the properties file names, the default one first. */
  public static List<ComponentVersions> all() {
    Properties properties = load();
    return SPACES
        .splitAsStream(property(properties, "kubernetes"))
        .map(release -> of(properties, release))
        .toList();
  }

  /** The release of that name. */
  public static ComponentVersions of(String kubernetes) {
    List<ComponentVersions> all = all();
    return all.stream()
        .filter(versions -> versions.kubernetes.equals(kubernetes))
        .findFirst()
        .orElseThrow(() ->
            new ComponentException(
                "Nothing is known of Kubernetes %s: %s knows %s; add its etcd, coredns and pause there."
                    .formatted(
                        kubernetes,
                        FILE,
                        all.stream().map(ComponentVersions::kubernetes).toList())));
  }

  /** The version of a tool that only the benchmark uses, such as {@code containerd}. */
  static String ofTool(String name) {
    return property(load(), name);
  }

  /** The minor release, such as 37. */
  int minor() {
    var matcher = RELEASE.matcher(kubernetes);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** The version of the staging modules: v1.37.1 is published as v0.37.1. */
  String staging() {
    return "v0" + kubernetes.substring("v1".length());
  }

  /** The version of etcd's Go modules: the image 3.7.0-0 holds v3.7.0. */
  String etcdModule() {
    int revision = etcd.indexOf('-');
    return "v" + (revision < 0 ? etcd : etcd.substring(0, revision));
  }

  private static ComponentVersions of(Properties properties, String release) {
    return new ComponentVersions(
        release,
        property(properties, release + ".etcd"),
        property(properties, release + ".coredns"),
        property(properties, release + ".pause"));
  }

  private static Properties load() {
    try (InputStream in = ComponentVersions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new ComponentException(FILE + " is not on the class path.");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new ComponentException("Reading " + FILE + ": " + e.getMessage(), e);
    }
  }

  private static String property(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new ComponentException(FILE + " says nothing for \"" + key + "\".");
    }
    return value.trim();
  }
}
