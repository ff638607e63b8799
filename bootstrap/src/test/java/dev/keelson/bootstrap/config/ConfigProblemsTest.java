package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not valid is reported with its place: all of it, once. */
class ConfigProblemsTest {
  @Test
  void unknownDuplicateAndWronglyTypedFieldsAreReportedTogether() {
    var text =
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: 1.37
        clusterName: a
        clusterName: b
        networking:
          podSubnets: 10.244.0.0/16
          dnsDomain: [a]
        apiServer:
          extraArgs:
            v: "4"
          timeoutForControlPlane: 4m
        scheduler: none
        featureGates:
          RootlessControlPlane: "true"
        """;

    assertThat(Loading.problems(text))
        .containsExactly(
            "k.yaml:3:1: kubernetesVersion: 1.37 is a number where a string is expected;"
                + " put it in quotes",
            "k.yaml:5:1: clusterName: this field is written twice here; keep one of them",
            "k.yaml:7:3: networking.podSubnets: there is no such field here;"
                + " did you mean podSubnet?",
            "k.yaml:8:3: networking.dnsDomain: this is a list where a string is expected",
            "k.yaml:10:3: apiServer.extraArgs: this is a mapping where a list is expected",
            "k.yaml:12:3: apiServer.timeoutForControlPlane: there is no such field here;"
                + " the fields are extraEnvs, extraArgs, extraVolumes, certSANs",
            "k.yaml:13:1: scheduler: this is a string where a mapping is expected",
            "k.yaml:15:3: featureGates.RootlessControlPlane: this is a string where true or false"
                + " is expected");
  }

  @Test
  void theExceptionIsOneSentenceForOneProblemAndAListForSeveral() {
    assertThatThrownBy(() -> Loading.load(Loading.cluster("x: 1")))
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            e -> assertThat(e.exitStatus()).isEqualTo(ExitStatus.CONFIGURATION))
        .hasMessageStartingWith("the configuration is not valid: k.yaml:3:1: x: there is no");
    assertThatThrownBy(() -> Loading.load(Loading.cluster("x: 1\ny: 2")))
        .hasMessageStartingWith(
            "the configuration is not valid, 2 problems:\n  k.yaml:3:1: x: there")
        .hasMessageContaining("\n  k.yaml:4:1: y: there");
  }

  @Test
  void whatIsNotYamlIsPlaced() {
    assertThat(Loading.problems("a: b: c"))
        .containsExactly("k.yaml:1:5: this is not valid YAML: mapping values are not allowed here");
    assertThat(Loading.problems("a: \u0001"))
        .containsExactly(
            "k.yaml: this is not valid YAML: the character U+0001 at position 3 is not allowed");
    assertThat(Loading.problems("a: \"\\UFFFFFFFF\""))
        .singleElement()
        .asString()
        .startsWith("k.yaml: this is not valid YAML: the digits of an escaped character");
    assertThat(Loading.problems("just words"))
        .containsExactly("k.yaml:1:1: the document is a string where a mapping is expected");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    var bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(Loading.problems(bomb.toString())).singleElement().asString().contains("aliases");
  }

  @Test
  void aDocumentSaysWhatItIs() {
    assertThat(
            Loading.problems(
                "clusterName: a",
                "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration",
                "apiVersion: v1\nkind: Pod",
                Loading.cluster(""),
                Loading.cluster("")))
        .containsExactly(
            "k.yaml:1:1: the document names no apiVersion or no kind; begin it with"
                + " apiVersion: kubeadm.k8s.io/v1beta4 and kind: ClusterConfiguration",
            "k.yaml:3:1: apiVersion: kubeadm.k8s.io/v1beta3 is not read, only"
                + " kubeadm.k8s.io/v1beta4: convert the file with kubeadm config migrate of v1.36",
            "k.yaml:6:1: apiVersion: Pod of v1 is not known; InitConfiguration and"
                + " ClusterConfiguration of kubeadm.k8s.io/v1beta4 are",
            "k.yaml:14:1: kind: there is a ClusterConfiguration already, at k.yaml:9;"
                + " merge the two");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> ConfigFile.load(Path.of("/nowhere/k.yaml")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "the configuration is not valid: /nowhere/k.yaml: the configuration file could not be"
                + " read: NoSuchFileException; check the path and its mode");
  }

  @Test
  void aMachineWithoutAnAddressOrAName() {
    var facts = new NodeFacts("my_host", Optional.empty(), Map.of());

    assertThat(Loading.problems(InitFlags.NONE, facts))
        .containsExactlyInAnyOrder(
            "localAPIEndpoint.advertiseAddress: this machine has no network address that others"
                + " reach; give one with --apiserver-advertise-address",
            "nodeRegistration.name: this machine's host name my_host is not a DNS name;"
                + " give one with --node-name");
  }

  @Test
  void noSecretIsRepeated() {
    var problems =
        Loading.problems(
            Loading.init("certificateKey: hunter2\nbootstrapTokens: [{token: hunter2}]"));

    assertThat(problems)
        .containsExactly(
            "k.yaml:3:1: certificateKey: a certificate key is 64 hexadecimal digits",
            "k.yaml:4:20: bootstrapTokens[0].token: a token is six, a dot, and sixteen"
                + " lower-case letters and digits");
  }

  @Test
  void severalFilesAreOneConfiguration() {
    var one = new ConfigFile("one.yaml", Loading.init("nodeRegistration: {name: a}"));
    var two = new ConfigFile("two.yaml", Loading.cluster("clusterName: b"));
    var spec = ConfigLoader.load(List.of(one, two), InitFlags.NONE, Loading.MACHINE).cluster();

    assertThat(spec.nodeName() + spec.clusterName()).isEqualTo("ab");
  }
}
