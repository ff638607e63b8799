package dev.keelson.e2e.guest;

import dev.keelson.e2e.component.BusyboxImage;

/**
 * A pod of one busybox container that knows how to end.
 *
 * @param metadata what its metadata have beside the name, in flow style
 * @param spec what its spec has beside the container
 * @param container what the container has beside image and command
 * @param script what its shell does
 */
record GuestPod(String name, String metadata, String spec, String container, String script) {
  private static final String WAIT = "trap 'exit 0' TERM; /bin/busybox sleep 100000 & wait $!";

  /** One that waits for its end. */
  static GuestPod of(String name) {
    return new GuestPod(name, "", "", "", WAIT);
  }

  GuestPod metadata(String more) {
    return new GuestPod(name, more, spec, container, script);
  }

  GuestPod spec(String more) {
    return new GuestPod(name, metadata, more, container, script);
  }

  GuestPod container(String more) {
    return new GuestPod(name, metadata, spec, more, script);
  }

  /** Does that first, and then waits where there is an end to wait for. */
  GuestPod first(String more) {
    return new GuestPod(name, metadata, spec, container, more + "; " + script);
  }

  /** By which its process is known, and a search for it is not. */
  String pattern() {
    return "[k]eelson-pod-" + name + ";";
  }

  String manifest() {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s%s}
    spec:
      hostNetwork: true
      terminationGracePeriodSeconds: 1
      %s
      containers:
      - name: main
        image: %s
        imagePullPolicy: Never
        %s
        command: [/bin/busybox, sh, -c]
        args:
        - |
          : keelson-pod-%s; %s
    """
        .formatted(
            name,
            metadata.isEmpty() ? "" : ", " + metadata,
            spec,
            BusyboxImage.NAME,
            container,
            name,
            script);
  }
}
