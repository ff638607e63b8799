package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.PodSpec.DnsSpec;
import dev.keelson.runtime.manifest.PodSpec.HostAlias;
import dev.keelson.runtime.manifest.PodSpec.HostNamespaces;
import java.time.Duration;
import java.util.List;

/** Reads a {@code PodSpec}. */
final class SpecReader {
  /** The kernel's limit for a host name. */
  private static final int MAX_OVERRIDE = 64;

  PodSpec read(Fields fields) {
    refuse(fields);
    pass(fields);
    HostNamespaces namespaces = namespaces(fields);
    var containerReader = new ContainerReader(namespaces.network());
    List<ContainerSpec> init = fields.objects("initContainers", containerReader::init);
    List<ContainerSpec> regular = fields.objects("containers", containerReader::regular);
    var spec =
        new PodSpec(
            RestartReader.ofPod(fields),
            fields.number("activeDeadlineSeconds", 1).map(Duration::ofSeconds),
            Duration.ofSeconds(fields.number("terminationGracePeriodSeconds", 30, 0)),
            namespaces,
            hostname(fields, namespaces),
            fields.text("priorityClassName", ""),
            ResourceReader.pod(fields, init, regular),
            dns(fields),
            fields.objects("hostAliases", SpecReader::hostAlias),
            fields.objectOrEmpty("securityContext", SecurityReader::pod),
            fields.objects("volumes", new VolumeReader()::read),
            init,
            regular);
    new SpecCheck(fields, spec).run();
    return spec;
  }

  private static void refuse(Fields fields) {
    fields.refuses("serviceAccountName", Refusals.API_OBJECT);
    fields.refuses("serviceAccount", Refusals.API_OBJECT);
    fields.refuses("imagePullSecrets", Refusals.API_OBJECT);
    fields.refuses("resourceClaims", Refusals.API_OBJECT);
    fields.refuses("ephemeralContainers", "cannot be part of a manifest");
    fields.refuses("schedulingGates", "a static pod is not scheduled");
    fields.refuses("runtimeClassName", "names an object of the API; leave it out");
    fields.refuses("overhead", "is set by the API server, from a RuntimeClass; leave it out");
    fields.refuses("readinessGates", "wait for conditions that are set through the API alone");
    if (!fields.flag("hostUsers", true)) {
      fields.problem(
          "hostUsers", "cannot be false: no runc before 1.2 maps the ids of mounts; leave it out");
    }
  }

  private static void pass(Fields fields) {
    fields.text("schedulerName", "default-scheduler");
    fields.passes(
        "affinity",
        "automountServiceAccountToken",
        "enableServiceLinks",
        "nodeName",
        "nodeSelector",
        "os",
        "preemptionPolicy",
        "priority",
        "tolerations",
        "topologySpreadConstraints",
        "evictionResponders",
        "workloadRef",
        "schedulingGroup");
    if (!fields.has("enableServiceLinks")) {
      fields.node().put("enableServiceLinks", true);
    }
  }

  private static HostNamespaces namespaces(Fields fields) {
    return new HostNamespaces(
        fields.flag("hostNetwork", false),
        fields.flag("hostPID", false),
        fields.flag("hostIPC", false),
        fields.flag("shareProcessNamespace", false));
  }

  private static PodHostname hostname(Fields fields, HostNamespaces namespaces) {
    boolean fqdn = fields.flag("setHostnameAsFQDN", false);
    String override = fields.text("hostnameOverride", "");
    if (!override.isEmpty()) {
      if (!Shapes.isDnsSubdomain(override) || override.length() > MAX_OVERRIDE) {
        fields.problem(
            "hostnameOverride",
            "\"" + override + "\" is no DNS name of at most " + MAX_OVERRIDE + " characters");
      }
      if (namespaces.network()) {
        fields.problem("hostnameOverride", "cannot be given beside hostNetwork");
      }
      if (fqdn) {
        fields.problem("hostnameOverride", "cannot be given beside setHostnameAsFQDN");
      }
    }
    return new PodHostname(word(fields, "hostname"), word(fields, "subdomain"), fqdn, override);
  }

  private static String word(Fields fields, String name) {
    String word = fields.text(name, "");
    if (!word.isEmpty() && !Shapes.isDnsLabel(word)) {
      fields.problem(name, "\"" + word + "\" is not one word of lower-case letters, digits and -");
    }
    return word;
  }

  private static DnsSpec dns(Fields fields) {
    String policy =
        fields.oneOf(
            "dnsPolicy",
            "ClusterFirst",
            "ClusterFirst",
            "ClusterFirstWithHostNet",
            "Default",
            "None");
    DnsSpec dns =
        fields
            .object("dnsConfig", f -> dnsConfig(f, policy))
            .orElseGet(() -> new DnsSpec(policy, List.of(), List.of(), List.of()));
    if (policy.equals("None") && dns.nameservers().isEmpty()) {
      fields.problem("dnsConfig.nameservers", "is needed where dnsPolicy is None");
    }
    return dns;
  }

  private static DnsSpec dnsConfig(Fields fields, String policy) {
    List<String> options =
        fields.objects(
            "options",
            f -> {
              String name = f.required("name");
              String value = f.text("value", "");
              return value.isEmpty() ? name : name + ":" + value;
            });
    return new DnsSpec(policy, fields.texts("nameservers"), fields.texts("searches"), options);
  }

  private static HostAlias hostAlias(Fields fields) {
    return new HostAlias(fields.required("ip"), fields.texts("hostnames"));
  }
}
