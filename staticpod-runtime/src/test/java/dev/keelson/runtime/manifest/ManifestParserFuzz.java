package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;

/**
 * Whatever bytes a manifest has, it is read or refused in words. For an hour instead of seconds:
 *
 * <pre>mvn -pl staticpod-runtime -am verify -Dtest='*Fuzz' -Djazzer.max_duration=1h \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=NONE -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>The seeds are in the resources, and so is every input that once was a finding.
 */
class ManifestParserFuzz {
  private static final ManifestOrigin ORIGIN =
      new ManifestOrigin("file", "/etc/kubernetes/manifests/x.yaml", "node", Instant.EPOCH);

  @FuzzTest(maxDuration = "15s")
  void readsOrRefuses(byte[] manifest) {
    try {
      assertThat(ManifestParser.parse(manifest, ORIGIN)).doesNotContainNull();
    } catch (InvalidManifestException e) {
      assertThat(e.summary()).isNotBlank();
    }
  }
}
