package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.scenario.ControlPlane.ContainerSeen;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever process is killed, it comes back, and nothing else is touched. */
class KilledProcessesIT extends OneControlPlane {
  @ParameterizedTest
  @ValueSource(strings = {"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"})
  void aKilledComponentComesBackInItsPod(String component) throws Exception {
    ContainerSeen before = seen(component);
    // The kernel keeps fifteen letters of a process's name.
    cluster().shell("pkill -9 -x " + component.substring(0, Math.min(15, component.length())));
    ContainerSeen after =
        Await.until(
            ControlPlane.PATIENCE,
            () -> seen(component),
            now -> now.ready() && now.restarts() > before.restarts(),
            component + " is ready again");
    assertThat(after.podUid()).isEqualTo(before.podUid());
    assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
  }

  @Test
  void aKilledRuntimeFindsEveryContainerAgain() throws Exception {
    Map<String, ContainerSeen> before = cluster().containers();
    cluster().shell("pkill -9 -f 'keelson.jar runtime [r]un'");
    cluster().kubectl("get", "--raw=/livez").orFail();
    cluster().keelson("runtime", "start").orFail();
    cluster().awaitReady();
    assertThat(cluster().containers()).isEqualTo(before);
  }

  private ContainerSeen seen(String component) throws Exception {
    ContainerSeen seen = cluster().containers().get(component);
    assertThat(seen).as(component).isNotNull();
    return seen;
  }
}
