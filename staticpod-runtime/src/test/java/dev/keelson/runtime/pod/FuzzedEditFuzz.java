package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keelson.runtime.source.DesiredPods;
import org.junit.jupiter.api.AfterAll;

/**
 * A manifest that is spoilt again and again under one long-lived runtime, from the file renamed in,
 * through source and supervisor, to what the engine runs: neither the last good version of the pod
 * nor the pod beside it is lost, or restarted.
 */
class FuzzedEditFuzz {
  private static final FuzzedNode NODE = FuzzedNode.start();

  @AfterAll
  static void close() {
    NODE.close();
  }

  @FuzzTest(maxDuration = "15s")
  void losesNoPod(byte[] edit) throws Exception {
    DesiredPods good = NODE.mend();
    String web = NODE.running(good, "web");
    String keeper = NODE.running(good, "keeper");
    DesiredPods desired = NODE.edit(edit);
    if (FuzzedNode.isSpoilt(desired)) {
      assertThat(NODE.running(desired, "web")).isEqualTo(web);
    }
    assertThat(NODE.running(desired, "keeper")).isEqualTo(keeper);
    NODE.check();
  }
}
