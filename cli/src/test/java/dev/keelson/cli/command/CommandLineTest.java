package dev.keelson.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @Test
  void anUnknownFlagIsNamedAsKubeadmNamesIt() {
    Typed typed = Typed.line("init", "--foo");
    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.err()).isEqualTo("error: unknown flag: --foo\n");
  }

  @Test
  void anUnknownCommandIsNamedWithWhereItWasSought() {
    assertThat(Typed.line("foo").err())
        .isEqualTo("error: unknown command \"foo\" for \"keelson\"\n");
    assertThat(Typed.line("init", "phase", "nope").err())
        .isEqualTo("error: unknown command \"nope\" for \"keelson init phase\"\n");
  }

  @Test
  void anUnknownPhaseIsRefusedWithTheList() {
    Typed typed =
        Typed.line(
            "init", "--dry-run", "--skip-phases=foo", "--apiserver-advertise-address=192.0.2.9");
    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.err()).contains("invalid phase name: foo").contains("certs/apiserver");
  }

  @Test
  void allProblemsOfAConfigurationAreToldAtOnce() {
    Typed typed =
        Typed.line(
            "init",
            "--dry-run",
            "--service-cidr=10.96.0.0/33",
            "--apiserver-bind-port=70000",
            "--engine=docker",
            "--apiserver-advertise-address=192.0.2.9");
    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.err()).contains("10.96.0.0/33").contains("70000").contains("docker");
  }

  @Test
  void theVersionComesInKubeadmsFormats() {
    assertThat(Typed.line("version", "-o", "short").out()).matches("v\\d+\\.\\d+\\.\\d+\\n");
    assertThat(Typed.line("version", "-o", "json").out()).contains("\"clientVersion\": {");
    assertThat(Typed.line("version", "-o", "yaml").out()).startsWith("clientVersion:\n");
    Typed wrong = Typed.line("version", "-o", "xml");
    assertThat(wrong.status()).isEqualTo(3);
    assertThat(wrong.err()).startsWith("error: invalid output format: xml");
  }

  @Test
  void completionKnowsEveryPhase() {
    String script = Typed.line("completion", "bash").out();
    assertThat(script)
        .contains("apiserver-etcd-client")
        .contains("wait-control-plane")
        .contains("images");
    assertThat(Typed.line("completion", "fish").err()).contains("unsupported shell type");
  }

  @Test
  void aNodeWithoutAControlPlaneSaysSo(@TempDir Path root) {
    Typed typed = Typed.line("status", "--root-dir", root.toString());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out()).contains("Revision:    none").contains("does not answer");
  }

  @Test
  void podsWithoutARuntimeSayHowToStartIt(@TempDir Path root) {
    Typed typed = Typed.line("pods", "--root-dir", root.toString());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("keelson runtime start");
  }

  @Test
  void resetOfABareNodeChangesNothing(@TempDir Path root) {
    assertThat(Typed.line("reset", "-f", "--root-dir", root.toString()).status()).isZero();
    assertThat(root).isEmptyDirectory();
  }
}
