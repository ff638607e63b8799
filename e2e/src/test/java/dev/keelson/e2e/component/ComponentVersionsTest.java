package dev.keelson.e2e.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ComponentVersionsTest {
  @Test
  void theDefaultReleaseComesFirstAndEachIsComplete() {
    assertThat(ComponentVersions.all())
        .extracting(ComponentVersions::minor)
        .containsExactly(37, 36);
  }

  @Test
  void modulesOfTheImagesTags() {
    ComponentVersions versions = ComponentVersions.of("v1.36.4");
    assertThat(versions.etcdModule()).isEqualTo("v3.6.8");
    assertThat(versions.staging()).isEqualTo("v0.36.4");
  }

  @Test
  void anUnknownReleaseIsAskedForInWords() {
    assertThatThrownBy(() -> ComponentVersions.of("v1.2.3"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("Nothing is known of Kubernetes v1.2.3")
        .hasMessageContaining("[v1.37.1, v1.36.4]");
  }
}
