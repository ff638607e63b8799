package dev.keelson.runtime.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where an object, or a collection of them, is in the API.
 *
 * @param apiVersion such as {@code v1} or {@code coordination.k8s.io/v1}
 * @param namespace empty for what belongs to no namespace
 * @param plural the resource, such as {@code pods}
 * @param name empty for the collection
 * @param subresource such as {@code status}, mostly empty
 */
public record ResourcePath(
    String apiVersion, String namespace, String plural, String name, String subresource) {

  /** An object of the whole cluster. */
  public static ResourcePath cluster(String apiVersion, String plural, String name) {
    return new ResourcePath(apiVersion, "", plural, name, "");
  }

  /** An object in a namespace. */
  public static ResourcePath namespaced(
      String apiVersion, String namespace, String plural, String name) {
    return new ResourcePath(apiVersion, namespace, plural, name, "");
  }

  /** A collection over all namespaces. */
  public static ResourcePath all(String apiVersion, String plural) {
    return new ResourcePath(apiVersion, "", plural, "", "");
  }

  /**
   * The object of a kind, by the rule with which the API names its resources; an empty namespace
   * means an object of the whole cluster.
   */
  public static ResourcePath ofKind(String apiVersion, String kind, String namespace, String name) {
    return new ResourcePath(apiVersion, namespace, pluralOf(kind), name, "");
  }

  private static String pluralOf(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (lower.endsWith("y") && !lower.endsWith("ay")) {
      return lower.substring(0, lower.length() - 1) + "ies";
    }
    return lower.endsWith("s") || lower.endsWith("x") ? lower + "es" : lower + "s";
  }

  /** The same object's part of that name. */
  public ResourcePath subresource(String part) {
    return new ResourcePath(apiVersion, namespace, plural, name, part);
  }

  /** The collection this object is in. */
  public ResourcePath collection() {
    return new ResourcePath(apiVersion, namespace, plural, "", "");
  }

  /** The path of the URL. */
  @Override
  public String toString() {
    var path = new StringBuilder(apiVersion.contains("/") ? "/apis/" : "/api/").append(apiVersion);
    if (!namespace.isEmpty()) {
      path.append("/namespaces/").append(escape(namespace));
    }
    path.append('/').append(plural);
    if (!name.isEmpty()) {
      path.append('/').append(escape(name));
    }
    return subresource.isEmpty()
        ? path.toString()
        : path.append('/').append(subresource).toString();
  }

  private static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
