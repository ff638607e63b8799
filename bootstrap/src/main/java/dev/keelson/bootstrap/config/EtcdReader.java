package dev.keelson.bootstrap.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code etcd}: local or external, local where nothing is said. */
final class EtcdReader {
  private EtcdReader() {}

  static EtcdSpec read(Section section, Path defaultDataDir) {
    var local = section.section("local");
    var external = section.section("external");
    boolean isExternal = section.has("external");
    section.end();
    if (isExternal && section.has("local")) {
      section
          .problems()
          .add(section.place(), "local and external exclude each other; keep one of them");
    }
    return isExternal ? external(external) : local(local, defaultDataDir);
  }

  private static EtcdSpec.Local local(Section section, Path defaultDataDir) {
    var etcd =
        new EtcdSpec.Local(
            FieldChecks.imageRepository(section, "imageRepository"),
            FieldChecks.imageTag(section, "imageTag"),
            FieldChecks.absolutePath(section, "dataDir").orElse(defaultDataDir),
            ComponentReader.arguments(section, "extraArgs"),
            EnvVarReader.read(section, "extraEnvs"),
            FieldChecks.alternativeNames(section.texts("serverCertSANs"), section.problems()),
            FieldChecks.alternativeNames(section.texts("peerCertSANs"), section.problems()));
    section.end();
    return etcd;
  }

  private static EtcdSpec.External external(Section section) {
    var ca = FieldChecks.absolutePath(section, "caFile");
    var certificate = FieldChecks.absolutePath(section, "certFile");
    var key = FieldChecks.absolutePath(section, "keyFile");
    boolean tls = section.has("caFile") || section.has("certFile") || section.has("keyFile");
    var endpoints = urls(section, "endpoints", tls);
    var httpEndpoints = urls(section, "httpEndpoints", false);
    section.end();
    checkFiles(section);
    if (section.texts("endpoints").isEmpty()) {
      section.problems().add(section.place("endpoints"), "an external etcd needs an endpoint");
    }
    return new EtcdSpec.External(
        endpoints, httpEndpoints.isEmpty() ? endpoints : httpEndpoints, ca, certificate, key);
  }

  private static void checkFiles(Section section) {
    boolean certificate = section.text("certFile").isPresent();
    boolean key = section.text("keyFile").isPresent();
    if (certificate != key) {
      section
          .problems()
          .add(section.place(), "certFile and keyFile go together; give both or none");
    } else if (certificate && section.text("caFile").isEmpty()) {
      section.problems().add(section.place(), "certFile and keyFile need a caFile beside them");
    }
  }

  private static List<String> urls(Section section, String name, boolean tls) {
    var urls = new ArrayList<String>();
    for (var text : section.texts(name)) {
      var scheme = scheme(text.value());
      if (scheme.isEmpty()) {
        section
            .problems()
            .add(text.place(), "%s is not a URL such as https://192.0.2.1:2379", text.value());
      } else if (tls && !scheme.get().equals("https")) {
        section
            .problems()
            .add(text.place(), "%s must begin with https:// beside certificates", text.value());
      } else {
        urls.add(text.value());
      }
    }
    return urls;
  }

  private static Optional<String> scheme(String url) {
    try {
      return Optional.of(new URI(url)).filter(u -> u.getHost() != null).map(URI::getScheme);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
