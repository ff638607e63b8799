package dev.keelson.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of kubeadm's and of the components', by one document that breaks it. */
class ConfigLimitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          networking: {serviceSubnet: 10.96.0.0}              | 10.96.0.0 is not a subnet such as 10.96.0.0/12
          networking: {serviceSubnet: 10.96.0.0/33}           | 10.96.0.0/33 is not a subnet such as 10.96.0.0/12
          networking: {serviceSubnet: 10.96.0.0/29}           | 10.96.0.0/29 has 8 addresses; at least 10 are needed
          networking: {serviceSubnet: 10.0.0.0/11}            | 10.0.0.0/11 is too large for services; its prefix may be /12 or longer
          networking: {serviceSubnet: "10.96.0.0/16,10.97.0.0/16"} | 10.96.0.0/16,10.97.0.0/16: give one subnet, or for dual stack one IPv4 and one IPv6 subnet
          networking: {serviceSubnet: "fd00::/112"}           | the first service subnet, fd00::/112, is of another family than the advertise address 192.0.2.10; put the subnet of that family first
          networking: {serviceSubnet: 192.0.2.0/24}           | 192.0.2.10 lies in the service subnet 192.0.2.0/24
          networking: {podSubnet: 192.0.0.0/16}               | 192.0.2.10 lies in the pod subnet 192.0.0.0/16
          networking: {podSubnet: 10.96.3.0/24}               | the pod subnet 10.96.3.0/24 overlaps the service subnet 10.96.0.0/12; choose another range for one
          networking: {podSubnet: 10.244.0.0/25}              | 10.244.0.0/25 is smaller than the /24 that each node gets out of it
          networking: {podSubnet: "fd00:1::/40"}              | fd00:1::/40 is too large for nodes of /64 each; the two may differ by 16 bits; set --node-cidr-mask-size-ipv6
          networking: {dnsDomain: Cluster.Local}              | Cluster.Local is not a DNS name in lower case
          apiServer: {certSANs: ["a_b"]}                      | a_b is no DNS name in lower case, no wildcard like *.example.org, and no IP address
          apiServer: {extraArgs: [{value: "1"}]}              | an argument needs a name
          apiServer: {extraArgs: [{name: --v, value: "1"}]}   | write the argument's name without leading dashes
          apiServer: {extraEnvs: [{value: "1"}]}              | a variable needs a name
          apiServer: {extraEnvs: [{name: a, valueFrom: {secretKeyRef: {name: a, key: b}}}]} | a static pod cannot have this; give a value or a fieldRef
          scheduler: {extraVolumes: [{name: a_b, hostPath: /a, mountPath: /b}]} | a_b is not a DNS label, such as audit-policy
          scheduler: {extraVolumes: [{name: a, hostPath: a, mountPath: /b}]} | a is not an absolute path; begin it with /
          scheduler: {extraVolumes: [{name: a, hostPath: /a}]} | a volume needs a mountPath
          scheduler: {extraVolumes: [{name: a, hostPath: /a, mountPath: /b, pathType: Pipe}]} | Pipe is no type of host path; there are BlockDevice, CharDevice, Directory, DirectoryOrCreate, File, FileOrCreate, Socket
          etcd: {local: {dataDir: var}}                       | var is not an absolute path; begin it with /
          etcd: {local: {}, external: {endpoints: ["http://a:1"]}} | local and external exclude each other; keep one of them
          etcd: {external: {}}                                | an external etcd needs an endpoint
          etcd: {external: {endpoints: ["a:2379"]}}           | a:2379 is not a URL such as https://192.0.2.1:2379
          etcd: {external: {endpoints: ["http://a:1"], caFile: /a}} | http://a:1 must begin with https:// beside certificates
          etcd: {external: {endpoints: ["https://a:1"], caFile: /a, certFile: /b}} | certFile and keyFile go together; give both or none
          etcd: {external: {endpoints: ["https://a:1"], keyFile: /a, certFile: /b}} | certFile and keyFile need a caFile beside them
          certificatesDir: pki                                | pki is not an absolute path; begin it with /
          imageRepository: "https://a"                        | https://a is not an image repository such as registry.example.org:5000/mirror
          encryptionAlgorithm: RSA                            | RSA is not an encryption algorithm; there are RSA-2048, RSA-3072, RSA-4096, ECDSA-P256, ECDSA-P384
          certificateValidityPeriod: 1y                       | 1y is not a duration above zero, such as 4m or 8760h
          caCertificateValidityPeriod: -1h                    | -1h is not a duration above zero, such as 4m or 8760h
          featureGates: {EtcdLearnerMode: true}               | EtcdLearnerMode is not a feature gate of kubeadm v1.37; there is RootlessControlPlane
          controlPlaneEndpoint: "a:99999"                     | a:99999 is not a DNS name or IP address, with or without a port
          controlPlaneEndpoint: a_b                           | a_b is not a DNS name or IP address, with or without a port
          kubernetesVersion: latest                           | latest cannot be brought up; there are v1.36.x and v1.37.x
          kubernetesVersion: stable-1.30                      | stable-1.30 names a release that is not known here; there are v1.36.x and v1.37.x
          """)
  void ofTheCluster(String fields, String sentence) {
    assertThat(Loading.problems(Loading.cluster(fields)))
        .singleElement()
        .asString()
        .startsWith("k.yaml:3:")
        .endsWith(": " + sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localAPIEndpoint: {advertiseAddress: here}          | here is not an IP address
          localAPIEndpoint: {advertiseAddress: 127.0.0.1}     | 127.0.0.1 cannot be advertised; give an address of this machine that others reach
          localAPIEndpoint: {bindPort: 65536}                 | 65536 is not a port; give one of 1 to 65535
          localAPIEndpoint: {bindPort: 2379}                  | the port 2379 is etcd's for clients; choose another
          localAPIEndpoint: {bindPort: 10257}                 | the port 10257 is the controller manager's; choose another
          nodeRegistration: {name: "a b"}                     | a b is not a DNS name, so it cannot name a node
          nodeRegistration: {imagePullPolicy: Sometimes}      | Sometimes is no pull policy; there are Always, IfNotPresent, Never
          nodeRegistration: {taints: [{key: a}]}              | a taint needs a key and an effect
          nodeRegistration: {taints: [{key: a, effect: Out}]}  | Out is no effect; there are NoSchedule, PreferNoSchedule, NoExecute
          nodeRegistration: {criSocket: "npipe://a"}          | npipe://a does not begin with unix://
          nodeRegistration: {ignorePreflightErrors: [all, swap]} | all stands alone; drop it, or the others: all, swap
          patches: {directory: here}                          | here is not an absolute path; begin it with /
          timeouts: {etcdAPICall: soon}                       | soon is not a duration above zero, such as 4m or 8760h
          bootstrapTokens: [{ttl: 1h, expires: "2030-01-01T00:00:00Z"}] | ttl and expires exclude each other; keep one of them
          bootstrapTokens: [{usages: [signing], groups: ["system:bootstrappers:a"]}] | groups need the usage authentication
          bootstrapTokens: [{usages: [reading]}]              | reading is no usage; there are signing, authentication
          bootstrapTokens: [{groups: [admins]}]               | admins does not begin with system:bootstrappers:
          """)
  void ofTheNode(String fields, String sentence) {
    assertThat(Loading.problems(Loading.init(fields)))
        .singleElement()
        .asString()
        .endsWith(": " + sentence);
  }

  @Test
  void ofPodsWhereNodesGetNoSubnet() {
    var fields =
        """
        networking: {podSubnet: 10.244.0.0/29}
        controllerManager: {extraArgs: [{name: allocate-node-cidrs, value: "false"}]}
        """;

    assertThat(Loading.problems(Loading.cluster(fields)))
        .containsExactly(
            "k.yaml:3:14: networking.podSubnet: 10.244.0.0/29 has 8 addresses;"
                + " at least 14 are needed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          engine: cri              | cri is not an engine that there is yet; the only one so far is embedded
          rootDir: here            | here is not an absolute path; begin it with /
          imageArchives: [a.tar]   | a.tar is not an absolute path; begin it with /
          encryption: {}           | there is no such field here; the fields are apiVersion, kind, engine, imageArchives, rootDir
          """)
  void ofKeelson(String fields, String sentence) {
    assertThat(Loading.problems(Loading.keelson(fields)))
        .singleElement()
        .asString()
        .endsWith(": " + sentence);
  }
}
