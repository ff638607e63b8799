package dev.keelson.templates;

import dev.keelson.templates.model.ApiServerManifest;
import dev.keelson.templates.model.ComponentManifest;
import dev.keelson.templates.model.EtcdManifest;
import dev.keelson.templates.model.Manifest;

/** The manifests that can be rendered, each with its template and the record it reads. */
public enum ManifestTemplate {
  ETCD("static-pods/etcd.yaml", EtcdManifest.class),
  KUBE_APISERVER("static-pods/kube-apiserver.yaml", ApiServerManifest.class),
  KUBE_CONTROLLER_MANAGER("static-pods/kube-controller-manager.yaml", ComponentManifest.class),
  KUBE_SCHEDULER("static-pods/kube-scheduler.yaml", ComponentManifest.class);

  private final String path;
  private final Class<? extends Manifest> model;

  ManifestTemplate(String path, Class<? extends Manifest> model) {
    this.path = path;
    this.model = model;
  }

  /** The template below {@code manifests/}: the written file's name and {@code .ftl}. */
  String file() {
    return path + ".ftl";
  }

  /** The record the template reads. */
  Class<? extends Manifest> model() {
    return model;
  }
}
