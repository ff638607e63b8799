package dev.keelson.e2e.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapperModuleTest {
  private static final String KUBERNETES =
      """
      module k8s.io/kubernetes

      go 1.26.0

      godebug default=go1.26

      require (
      \tk8s.io/api v0.0.0
      \tgithub.com/foo/bar v1.2.3
      )

      replace (
      \tk8s.io/api => ./staging/src/k8s.io/api
      \tk8s.io/client-go => ./staging/src/k8s.io/client-go
      )
      """;

  @Test
  void repeatsEachStagingReplacementWithThePublishedVersion() {
    var versions = new ComponentVersions("v1.37.1", "3.7.0-0", "v1.14.6", "3.10.2");
    assertThat(WrapperModule.text(GoModules.kubernetes(versions, "kubectl"), KUBERNETES))
        .isEqualTo(
            """
            module wrapper
            go 1.26.0
            godebug default=go1.26
            require k8s.io/kubernetes v1.37.1
            replace k8s.io/api => k8s.io/api v0.37.1
            replace k8s.io/client-go => k8s.io/client-go v0.37.1
            """);
  }

  @Test
  void requiresEveryModuleOfTheSource() {
    var versions = new ComponentVersions("v1.36.4", "3.6.8-0", "v1.14.2", "3.10.2");
    assertThat(WrapperModule.text(GoModules.etcd(versions), "module x\n\ngo 1.25.4\n"))
        .isEqualTo(
            """
            module wrapper
            go 1.25.4
            require go.etcd.io/etcd/server/v3 v3.6.8
            require go.etcd.io/etcd/etcdctl/v3 v3.6.8
            require go.etcd.io/etcd/etcdutl/v3 v3.6.8
            """);
  }

  @Test
  void takesOverAGodebugBlock() {
    String text =
        WrapperModule.text(
            GoModules.of("example.org/m", "v1.0.0", "example.org/m/cmd/", "m"),
            "module example.org/m\ngo 1.26\ngodebug (\n\tdefault=go1.25\n\tx509sha1=1\n)\n");
    assertThat(text).contains("godebug (\n\tdefault=go1.25\n\tx509sha1=1\n)\n");
  }
}
