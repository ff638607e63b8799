package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.ContainerSpec.ContainerPort;
import dev.keelson.runtime.manifest.ContainerSpec.Hooks;
import dev.keelson.runtime.manifest.ContainerSpec.Probes;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.manifest.ContainerSpec.TerminationMessage;
import java.util.List;
import java.util.Optional;

/** Reads a {@code Container}, of either list. */
final class ContainerReader {
  private final boolean hostNetwork;

  ContainerReader(boolean hostNetwork) {
    this.hostNetwork = hostNetwork;
  }

  ContainerSpec regular(Fields fields) {
    return read(fields, Role.REGULAR);
  }

  ContainerSpec init(Fields fields) {
    Role role = RestartReader.roleOfInit(fields);
    if (role == Role.INIT) {
      refuseProbes(fields);
    }
    return read(fields, role);
  }

  private static void refuseProbes(Fields fields) {
    for (String name : List.of("livenessProbe", "readinessProbe", "startupProbe", "lifecycle")) {
      fields.refuses(name, "an init container has none unless its restartPolicy is Always");
    }
  }

  private ContainerSpec read(Fields fields, Role role) {
    refuse(fields);
    List<ContainerPort> ports = fields.objects("ports", this::port);
    List<EnvVar> env = fields.objects("env", EnvReader::read);
    var actions = new ActionReader(ports, env);
    String image = ImageReader.reference(fields, "image");
    return new ContainerSpec(
        name(fields),
        role,
        image,
        ImageReader.pullPolicy(fields, "imagePullPolicy", image),
        fields.texts("command"),
        fields.texts("args"),
        fields.text("workingDir", ""),
        ports,
        env,
        fields.objectOrEmpty("resources", ResourceReader::container),
        fields.objects("volumeMounts", VolumeMountReader::read),
        RestartReader.ofContainer(fields),
        probes(fields, actions),
        fields
            .object("lifecycle", actions::hooks)
            .orElse(new Hooks(Optional.empty(), Optional.empty(), Optional.empty())),
        terminationMessage(fields),
        fields.object("securityContext", SecurityReader::container).orElse(SecurityReader.NONE),
        fields.flag("stdin", false),
        fields.flag("tty", false));
  }

  private static void refuse(Fields fields) {
    fields.refuses("envFrom", Refusals.API_OBJECT);
    fields.refuses("volumeDevices", Refusals.API_OBJECT);
    fields.passes("resizePolicy", "stdinOnce");
  }

  private static String name(Fields fields) {
    String name = fields.required("name");
    if (!name.isEmpty() && !Shapes.isDnsLabel(name)) {
      fields.problem(
          "name", "\"" + name + "\" is not one word of lower-case letters, digits and -");
    }
    return name;
  }

  private ContainerPort port(Fields fields) {
    int containerPort = fields.number("containerPort", 0, 1);
    if (containerPort == 0 || containerPort > 65535) {
      fields.problem("containerPort", "a port from 1 to 65535 is needed");
    }
    int hostPort = fields.number("hostPort", hostNetwork ? containerPort : 0, 0);
    if (hostNetwork && hostPort != containerPort) {
      fields.problem("hostPort", "equals containerPort where the pod is on the host's network");
    }
    return new ContainerPort(
        fields.text("name", ""),
        containerPort,
        hostPort,
        fields.text("hostIP", ""),
        fields.oneOf("protocol", "TCP", "TCP", "UDP", "SCTP"));
  }

  private static Probes probes(Fields fields, ActionReader actions) {
    return new Probes(
        fields.object("startupProbe", actions::oneSuccessProbe),
        fields.object("livenessProbe", actions::oneSuccessProbe),
        fields.object("readinessProbe", actions::readinessProbe));
  }

  private static TerminationMessage terminationMessage(Fields fields) {
    String policy =
        fields.oneOf("terminationMessagePolicy", "File", "File", "FallbackToLogsOnError");
    return new TerminationMessage(
        fields.text("terminationMessagePath", "/dev/termination-log"),
        policy.equals("FallbackToLogsOnError"));
  }
}
