package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.config.ConfigResult;

/** What a person reads after init: what is there now, and what to type next. */
final class Farewell {
  private Farewell() {}

  static String text(ConfigResult read) {
    String admin = read.keelson().layout().kubeconfig("admin.conf").toString();
    String root = read.keelson().rootDir().toString();
    String flag = root.equals("/") ? "" : " --root-dir " + root;
    return """

    Your Kubernetes control plane has initialized successfully!

      keelson status%2$s
      export KUBECONFIG=%1$s
      kubectl get nodes
    """
        .formatted(admin, flag);
  }
}
