package dev.keelson.runtime.kube;

import dev.keelson.runtime.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The few certificates a kube-apiserver and its clients need, made by openssl. */
final class TestPki {
  private final Path directory;

  private TestPki(Path directory) {
    this.directory = directory;
  }

  static TestPki in(Path directory) throws IOException {
    var pki = new TestPki(directory);
    pki.openssl("ecparam -name prime256v1 -genkey -noout -out ca.key");
    pki.openssl("req -x509 -new -key ca.key -subj /CN=kubernetes -days 1 -out ca.crt");
    pki.openssl("genrsa -traditional -out sa.key 2048");
    pki.openssl("rsa -in sa.key -pubout -out sa.pub");
    Files.writeString(
        directory.resolve("serving.ext"),
        "subjectAltName=IP:127.0.0.1,DNS:kubernetes\nextendedKeyUsage=serverAuth\n");
    Files.writeString(directory.resolve("client.ext"), "extendedKeyUsage=clientAuth\n");
    pki.sign("apiserver", "/CN=kube-apiserver", "serving.ext", "genrsa -traditional -out %s 2048");
    return pki;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** A kubeconfig whose key is SEC1 for nodes and PKCS#1 for the rest, as both must be read. */
  String kubeconfig(String server, String user, String group) throws IOException {
    String key = group.equals("system:nodes") ? "ecparam -name prime256v1 -genkey" : "genrsa";
    String name = user.replace(':', '-');
    sign(name, "/O=" + group + "/CN=" + user, "client.ext", key + " -out %s");
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
    contexts: [{name: x, context: {cluster: c, user: u}}]
    current-context: x
    users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
    """
        .formatted(server, base64("ca.crt"), base64(name + ".crt"), base64(name + ".key"));
  }

  private void sign(String name, String subject, String extensions, String generate) {
    openssl(generate.formatted(name + ".key"));
    openssl("req -new -key " + name + ".key -subj " + subject + " -out " + name + ".csr");
    openssl(
        "x509 -req -in %s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -extfile %s -out %s.crt"
            .formatted(name, extensions, name));
  }

  private String base64(String name) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file(name)));
  }

  private void openssl(String arguments) {
    Command.run(directory, ("openssl " + arguments).split(" ", -1));
  }
}
