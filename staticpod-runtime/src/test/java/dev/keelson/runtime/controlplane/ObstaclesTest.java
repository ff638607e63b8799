package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObstaclesTest {
  private static final String API_SERVER = "kube-apiserver";
  private static final String MANAGER = "kube-controller-manager";

  @Test
  void anAuditLogInAFileIsWrittenByOneAtATime() {
    assertThat(between(API_SERVER, "--audit-log-path=/a.log", "--v=2 --audit-log-path /a.log"))
        .hasValueSatisfying(why -> assertThat(why).contains("/a.log", "would be lost"));
  }

  @Test
  void anAuditLogElsewhereOrOfOneAloneIsShared() {
    assertThat(between(API_SERVER, "--audit-log-path=-", "--audit-log-path=-")).isEmpty();
    assertThat(between(API_SERVER, "--audit-log-path=/a.log", "--audit-log-path=/b.log")).isEmpty();
    assertThat(between(API_SERVER, "--audit-log-path=/a.log", "")).isEmpty();
  }

  @Test
  void leadersWithoutAnElectionWouldBothAct() {
    assertThat(between(MANAGER, "--leader-elect=true", "--leader-elect=false")).isPresent();
    assertThat(between(MANAGER, "--leader-elect=false", "--leader-elect")).isPresent();
    assertThat(between("kube-scheduler", "--config=/s.yaml", "--config=/s.yaml")).isPresent();
  }

  @Test
  void leadersOfDifferentLeasesWouldBothLead() {
    assertThat(between(MANAGER, "", "--leader-elect-resource-name=x")).isPresent();
  }

  @Test
  void electedOnesRunSideBySide() {
    assertThat(between(MANAGER, "--leader-elect=true", "--leader-elect=true --v=2")).isEmpty();
    assertThat(between(MANAGER, "", "")).isEmpty();
  }

  @Test
  void othersAreNotJudged() {
    assertThat(between("web", "--leader-elect=false", "--audit-log-path=/x")).isEmpty();
  }

  private static Optional<String> between(String component, String running, String next) {
    return Obstacles.of(
        Components.program(component, running), Components.program(component, next));
  }
}
