package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.pki.CertificateCatalog;
import dev.keelson.bootstrap.pki.CertificateSpec;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Group;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code certs}: a step for each certificate of the catalogue, and one for the SA key pair. */
final class CertsPhase {
  private static final Set<String> OF_ETCD =
      Set.of("etcd-ca", "etcd-server", "etcd-peer", "etcd-healthcheck-client");

  private CertsPhase() {}

  static Phase<InitContext> phase() {
    var certificates =
        CertificateCatalog.all().stream()
            .map(certificate -> step(certificate.name(), summary(certificate)));
    var serviceAccount =
        step(
            CertificateCatalog.SERVICE_ACCOUNT,
            "Generate the key pair that signs service account tokens");
    return new Group<>(
        "certs",
        "Issue all certificates",
        Stream.concat(certificates, Stream.of(serviceAccount)).toList());
  }

  private static String summary(CertificateSpec certificate) {
    return "Issue the " + certificate.summary();
  }

  private static Phase<InitContext> step(String name, String summary) {
    String part = (OF_ETCD.contains(name) ? Component.ETCD : Component.KUBE_APISERVER).podName();
    return new Step<>(
        name, summary, new Contribution.Files<>(part, context -> plan(part, name, context)));
  }

  private static Part plan(String part, String name, InitContext context) {
    boolean needed =
        name.equals(CertificateCatalog.SERVICE_ACCOUNT)
            || CertificateCatalog.of(context.spec()).stream().anyMatch(c -> c.name().equals(name));
    return Parts.files(part, needed ? context.credentials().get().pki().files(name) : List.of());
  }
}
