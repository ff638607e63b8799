package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.runtime.manifest.ContainerSpec.PullPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestParserTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        creationTimestamp: null
      spec:
        hostNetwork: true
        containers:
        - name: web
          image: nginx
          ports:
          - {name: http, containerPort: 8080}
          resources:
            limits: {memory: 64Mi}
            requests: {cpu: 0.1}
          readinessProbe:
            httpGet: {port: http}
      status: {}
      """;

  private static ManifestOrigin origin(String path) {
    return new ManifestOrigin("file", path, "Node-A", Instant.parse("2026-01-02T03:04:05Z"));
  }

  private static PodManifest parse(String text) {
    return parseAll(text).getFirst();
  }

  private static List<PodManifest> parseAll(String text) {
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin("/m/web.yaml"));
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(InvalidManifestException.class, () -> parse(text))
        .problems()
        .stream()
        .map(ManifestProblem::toString)
        .toList();
  }

  @Test
  void namesAndAnnotatesAsTheKubelet() {
    PodManifest pod = parse(WEB);
    assertThat(pod.fullName()).isEqualTo("default/web-node-a");
    assertThat(pod.uid()).matches("[0-9a-f]{32}");
    assertThat(pod.annotations())
        .containsEntry("kubernetes.io/config.hash", pod.uid())
        .containsEntry("kubernetes.io/config.source", "file")
        .containsEntry("kubernetes.io/config.seen", "2026-01-02T03:04:05Z");
    assertThat(pod.document().at("/spec/nodeName").asText()).isEqualTo("Node-A");
    assertThat(pod.document().at("/spec/tolerations/0").toString())
        .isEqualTo("{\"operator\":\"Exists\",\"effect\":\"NoExecute\"}");
  }

  @Test
  void defaultsInRecordsAndDocumentAlike() {
    PodManifest pod = parse(WEB);
    ContainerSpec web = pod.spec().containers().getFirst();
    assertThat(web.pullPolicy()).isEqualTo(PullPolicy.ALWAYS);
    assertThat(web.ports().getFirst().hostPort()).isEqualTo(8080);
    assertThat(web.resources().request("memory")).contains(Quantity.parse("64Mi"));
    assertThat(web.resources().request("cpu").orElseThrow().milli()).isEqualTo(100);
    ProbeSpec probe = web.probes().readiness().orElseThrow();
    assertThat(probe.action()).isEqualTo(new Action.HttpGet("", 8080, "HTTP", "/", List.of()));
    assertThat(probe.period()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pod.document().at("/spec/containers/0/readinessProbe/failureThreshold").asInt())
        .isEqualTo(3);
    assertThat(pod.document().at("/spec/containers/0/ports/0/hostPort").asInt()).isEqualTo(8080);
    assertThat(pod.document().at("/spec/containers/0/resources/requests/memory").asText())
        .isEqualTo("64Mi");
    assertThat(pod.document().at("/spec/restartPolicy").asText()).isEqualTo("Always");
    assertThat(pod.document().at("/metadata/creationTimestamp").isMissingNode()).isTrue();
  }

  @Test
  void uidFollowsContentNodeAndPathButNotForm() {
    String uid = parse(WEB).uid();
    assertThat(parse("# a comment\n" + WEB).uid()).isEqualTo(uid);
    assertThat(parse(WEB.replace("8080", "8081")).uid()).isNotEqualTo(uid);
    byte[] bytes = WEB.getBytes(StandardCharsets.UTF_8);
    assertThat(ManifestParser.parse(bytes, origin("/m/other.yaml")).getFirst().uid())
        .isNotEqualTo(uid);
    assertThat(
            parse(WEB.replace("name: web\n  creation", "name: web\n  uid: abc\n  creation")).uid())
        .isEqualTo("abc");
  }

  @Test
  void restoredPodIsTheSame() {
    PodManifest pod = parse(WEB);
    assertThat(ManifestParser.restore(pod.document().toString(), pod.source(), pod.revision()))
        .usingRecursiveComparison()
        .ignoringFields("document")
        .isEqualTo(pod);
  }

  @Test
  void readsJsonWithTabsAndSeveralDocuments() {
    String json =
        "{\n\t\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"j\"},\n"
            + "\t\"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"a\\/b:1\","
            + " \"args\": [\"\\ud83d\\ude00\"]}]}}";
    ContainerSpec container = parse(json).spec().containers().getFirst();
    assertThat(container.image()).isEqualTo("a/b:1");
    assertThat(container.args()).containsExactly("😀");
    assertThat(parseAll(WEB + "---\n" + WEB.replace("name: web\n  c", "name: two\n  c")))
        .extracting(PodManifest::name)
        .containsExactly("web-node-a", "two-node-a");
  }

  @Test
  void revisionIsTheAnnotationOrAHashOfWhatIsRead(@TempDir Path dir) throws IOException {
    assertThat(parse(annotated(PodManifest.REVISION, "r7")).revision()).isEqualTo("r7");
    Path file = dir.resolve("cert");
    String manifest = annotated(PodManifest.DEPENDS_ON_FILES, file.toString());
    String absent = parse(manifest).revision();
    Files.writeString(file, "one");
    String one = parse(manifest).revision();
    Files.writeString(file, "two");
    assertThat(List.of(absent, one, parse(manifest).revision())).doesNotHaveDuplicates();
    assertThat(parse(manifest).uid()).isEqualTo(parse(manifest).uid());
  }

  private static String annotated(String name, String value) {
    return WEB.replace(
        "  creationTimestamp",
        "  annotations: {" + name + ": \"" + value + "\"}\n  creationTimestamp");
  }

  @Test
  void tellsAllProblemsWithTheirPlaces() {
    String bad =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: Web_1
        spec:
          serviceAccountName: x
          hostNetwork: "yes"
          contianers: []
          containers:
          - name: a
            image: UPPER
            env:
            - {name: A, value: 1}
            livenessProbe:
              successThreshold: 2
              tcpSocket: {port: nowhere}
            volumeMounts:
            - {name: none, mountPath: /x}
          volumes:
          - name: s
            secret: {secretName: t}
          name: a
        """;
    assertThat(problems(bad))
        .anySatisfy(p -> assertThat(p).startsWith("line 4, column 3: metadata.name: \"Web_1\""))
        .anySatisfy(
            p -> assertThat(p).contains("line 6, column 3: spec.serviceAccountName: refers"))
        .anySatisfy(p -> assertThat(p).contains("line 7, column 3: spec.hostNetwork: the text"))
        .anySatisfy(
            p -> assertThat(p).contains("line 8, column 3: spec.contianers: is not a field"))
        .anySatisfy(p -> assertThat(p).contains("line 11, column 5: spec.containers[0].image: "))
        .anySatisfy(
            p -> assertThat(p).contains("env[0].value: the number 1 where text (in quotes)"))
        .anySatisfy(p -> assertThat(p).contains("livenessProbe.successThreshold: is 1 for"))
        .anySatisfy(p -> assertThat(p).contains("tcpSocket.port: no port of the container"))
        .anySatisfy(
            p -> assertThat(p).contains("volumeMounts[0].name: there is no volume \"none\""))
        .anySatisfy(
            p -> assertThat(p).contains("line 21, column 5: spec.volumes[0].secret: refers"));
  }

  @Test
  void refusesWhatIsNoPod() {
    assertThat(problems(""))
        .containsExactly("line 1, column 1: the file is empty; an object is expected");
    assertThat(problems("a: [b")).first().asString().contains("is not YAML");
    assertThat(problems("a: \"\\UFFFFFFFF\"")).first().asString().contains("escaped character");
    assertThat(problems("kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\nspec: {}"))
        .anySatisfy(p -> assertThat(p).contains("line 1, column 1: kind: a static pod is"));
    assertThat(problems(WEB + "kind: Pod\n"))
        .anySatisfy(p -> assertThat(p).contains("kind: is given twice; it is also on line 2"));
  }

  @Test
  void boundsWhatAliasesMultiply() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a" + i + ": &a" + i + " [");
      text.append(("*a" + (i - 1) + ", ").repeat(5)).append("*a" + (i - 1) + "]\n");
    }
    assertThat(problems(text.toString())).isNotEmpty();
    assertThat(problems("a: &a\n  b: *a\n")).isNotEmpty();
  }

  @Test
  void userGivenUidCannotLeaveItsDirectory() {
    String bad = WEB.replace("name: web\n  creation", "name: web\n  uid: ../../etc\n  creation");
    assertThat(problems(bad)).anySatisfy(p -> assertThat(p).contains("metadata.uid"));
  }

  @Test
  void readsListsAndTypedListsAndSeveralDocuments() {
    String item = "{metadata: {name: %s}, spec: {containers: [{name: c, image: i}]}}";
    String pod = "{apiVersion: v1, kind: Pod, " + item.substring(1);
    String text =
        "{apiVersion: v1, kind: List, metadata: {}, items: [%s, %s]}\n---\n"
                .formatted(pod.formatted("a"), pod.formatted("b"))
            + "{apiVersion: v1, kind: PodList, items: [%s]}\n---\n".formatted(item.formatted("c"))
            + pod.formatted("d");
    assertThat(parseAll(text))
        .extracting(PodManifest::name)
        .containsExactly("a-node-a", "b-node-a", "c-node-a", "d-node-a");
    assertThat(parseAll("{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"items\": []}"))
        .isEmpty();
  }

  @Test
  void tellsTheProblemsOfAllDocumentsAndItems() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: List
                itemz: []
                items:
                - {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, imag: i}]}}
                - {apiVersion: v1, kind: Secret}
                ---
                apiVersion: v1
                kind: Deployment
                metadata: {name: x}
                spec: {containers: [{name: c, image: i}]}
                """))
        .map(p -> p.replaceAll("mend.*|a static pod is.*", ""))
        .contains(
            "line 3, column 1: itemz: is not a field of a v1 List; ",
            "line 5, column 82: items[0].spec.containers[0].imag: is not a field of a v1 Pod here; ",
            "line 6, column 20: items[1].kind: ",
            "line 9, column 1: kind: ");
  }
}
