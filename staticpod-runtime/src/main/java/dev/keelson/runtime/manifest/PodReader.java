package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a Pod's top level and metadata. */
final class PodReader {
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9]{0,127}");

  private final Problems problems;

  PodReader(Problems problems) {
    this.problems = problems;
  }

  /** The pod at that path of its document. */
  PodManifest read(ObjectNode root, String path, String source, String revision) {
    return Fields.read(new Fields(root, path, problems), f -> pod(f, root, source, revision));
  }

  private PodManifest pod(Fields fields, ObjectNode root, String source, String revision) {
    if (!fields.text("apiVersion", "").equals("v1") || !fields.text("kind", "").equals("Pod")) {
      fields.problem(
          "kind", "a static pod is apiVersion v1 and kind Pod; every other object needs the API");
    }
    fields.passes("status");
    Metadata metadata = fields.objectOrEmpty("metadata", PodReader::metadata);
    PodSpec spec = fields.objectOrEmpty("spec", new SpecReader()::read);
    return new PodManifest(
        metadata.namespace(),
        metadata.name(),
        metadata.uid(),
        metadata.labels(),
        metadata.annotations(),
        spec,
        root,
        source,
        revision);
  }

  private record Metadata(
      String namespace,
      String name,
      String uid,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  private static Metadata metadata(Fields fields) {
    String name = fields.required("name");
    if (!name.isEmpty() && !Shapes.isDnsSubdomain(name)) {
      fields.problem("name", "\"" + name + "\" may hold lower-case letters, digits, - and . alone");
    }
    String namespace = fields.text("namespace", "default");
    if (!Shapes.isDnsLabel(namespace)) {
      fields.problem(
          "namespace", "\"" + namespace + "\" may hold lower-case letters, digits and - alone");
    }
    fields.passes(
        "creationTimestamp",
        "generateName",
        "generation",
        "resourceVersion",
        "selfLink",
        "managedFields",
        "finalizers",
        "ownerReferences");
    fields.refuses("deletionTimestamp", "a manifest is deleted by removing its file");
    fields.refuses("deletionGracePeriodSeconds", "a manifest is deleted by removing its file");
    Map<String, String> annotations = fields.textMap("annotations");
    TimeAnnotation.check(fields, annotations);
    return new Metadata(namespace, name, uid(fields), fields.textMap("labels"), annotations);
  }

  /** It names directories, so it may not lead out of theirs. */
  private static String uid(Fields fields) {
    String uid = fields.text("uid", "");
    if (!uid.isEmpty() && !UID.matcher(uid).matches()) {
      fields.problem("uid", "\"" + uid + "\" may hold letters, digits and - alone");
    }
    return uid;
  }
}
