package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Huge pages in manifests: what is taken, set and refused. */
final class HugePageCheckTest {
  private static PodManifest pod(String spec, String container) {
    String text =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {"
            + spec
            + "containers: [{name: c, image: \"i:1\", "
            + container
            + "}]}}";
    var origin = new ManifestOrigin("file", "/m/x.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  private static List<String> problems(String spec, String container) {
    return catchThrowableOfType(InvalidManifestException.class, () -> pod(spec, container))
        .problems()
        .stream()
        .map(p -> p.field() + " " + p.message())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'limits: {hugepages-2Mi: 2Mi}', spec.containers[0].resources huge pages need cpu or memory",
    "'limits: {cpu: 1, hugepages-2Mi: 3Mi}', is not a positive integer multiple of hugepages-2Mi",
    "'limits: {cpu: 1, hugepages-2Mi: 99999Ei}', is not a positive integer multiple",
    "'limits: {cpu: 1, hugepages-big: 2Mi}', is not a positive integer multiple of hugepages-big",
    "'requests: {cpu: 1, hugepages-2Mi: 2Mi}', limits.hugepages-2Mi is needed beside the request",
    "'limits: {cpu: 1, hugepages-2Mi: 4Mi}, requests: {hugepages-2Mi: 2Mi}',"
        + " requests.hugepages-2Mi is not the limit"
  })
  void areWholeAndNeverOvercommitted(String resources, String problem) {
    assertThat(problems("", "resources: {" + resources + "}"))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void theRequestIsTheLimit() {
    PodManifest pod = pod("", "resources: {limits: {memory: 64Mi, hugepages-2Mi: 4Mi}}");
    ResourceSpec resources = pod.spec().containers().getFirst().resources();
    assertThat(resources.request("hugepages-2Mi")).contains(Quantity.parse("4Mi"));
    assertThat(pod.document().at("/spec/containers/0/resources/requests/hugepages-2Mi").asText())
        .isEqualTo("4Mi");
  }

  @Test
  void ofThePodTheyAreThoseOfItsContainers() {
    String container = "resources: {limits: {cpu: 1, hugepages-2Mi: 4Mi}}";
    ResourceSpec whole =
        pod("resources: {limits: {cpu: 2}}, ", container).spec().resources().orElseThrow();
    assertThat(whole.limit("hugepages-2Mi").map(Quantity::units)).contains(4L << 20);
    assertThat(whole.request("hugepages-2Mi").map(Quantity::units)).contains(4L << 20);
    assertThat(problems("resources: {limits: {cpu: 2, hugepages-2Mi: 2Mi}}, ", container))
        .singleElement()
        .asString()
        .contains("requests.hugepages-2Mi is less than the containers request together");
  }

  @Test
  void anEmptyDirNamesTheirSizeOrLeavesItToTheRequest() {
    assertThat(medium("HugePages"))
        .isEqualTo(new VolumeSpec.Medium.HugePages("HugePages", Optional.empty()));
    assertThat(medium("HugePages-1Gi"))
        .isEqualTo(
            new VolumeSpec.Medium.HugePages(
                "HugePages-1Gi", Optional.of(new HugePageSize(1L << 30))));
    assertThat(problems("volumes: [{name: v, emptyDir: {medium: HugePages-big}}], ", "tty: false"))
        .singleElement()
        .asString()
        .contains("spec.volumes[0].emptyDir.medium");
  }

  private static VolumeSpec.Medium medium(String word) {
    PodManifest pod = pod("volumes: [{name: v, emptyDir: {medium: " + word + "}}], ", "tty: false");
    return ((VolumeSpec.EmptyDir) pod.spec().volumes().getFirst()).medium();
  }

  @Test
  void aNumberThatNobodyCouldWriteOutIsAProblem() {
    assertThat(problems("", "resources: {limits: {cpu: 1, hugepages-2Mi: 1e100000000}}"))
        .anyMatch(p -> p.contains("is not a quantity"));
    assertThat(Quantity.parse("99999Ei").units()).isEqualTo(Long.MAX_VALUE);
  }
}
