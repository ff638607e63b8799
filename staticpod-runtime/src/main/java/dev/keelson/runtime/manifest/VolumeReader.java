package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.VolumeSpec.Medium;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads volumes and their mounts. */
final class VolumeReader {
  private static final List<String> API_OBJECTS =
      List.of(
          "azureFile",
          "cephfs",
          "configMap",
          "csi",
          "ephemeral",
          "glusterfs",
          "persistentVolumeClaim",
          "secret");
  private static final List<String> NOT_YET =
      List.of(
          "awsElasticBlockStore",
          "azureDisk",
          "cinder",
          "fc",
          "flexVolume",
          "flocker",
          "gcePersistentDisk",
          "gitRepo",
          "iscsi",
          "nfs",
          "photonPersistentDisk",
          "portworxVolume",
          "quobyte",
          "rbd",
          "scaleIO",
          "storageos",
          "vsphereVolume");
  private static final String[] HOST_PATH_TYPES = {
    "",
    "DirectoryOrCreate",
    "Directory",
    "FileOrCreate",
    "File",
    "Socket",
    "CharDevice",
    "BlockDevice"
  };
  private static final List<String> PROJECTED_API_OBJECTS =
      List.of("configMap", "secret", "serviceAccountToken", "clusterTrustBundle", "podCertificate");
  private static final String PAGES = "HugePages-";
  private static final int DEFAULT_MODE = 0644;
  private static final int MOST_MODE = 0777;

  VolumeSpec read(Fields fields) {
    String name = fields.required("name");
    if (!name.isEmpty() && !Shapes.isDnsLabel(name)) {
      fields.problem(
          "name", "\"" + name + "\" is not one word of lower-case letters, digits and -");
    }
    API_OBJECTS.forEach(t -> fields.refuses(t, Refusals.API_OBJECT));
    NOT_YET.forEach(t -> fields.refuses(t, Refusals.NOT_YET));
    var found = new ArrayList<VolumeSpec>();
    fields.object("hostPath", f -> hostPath(f, name)).ifPresent(found::add);
    fields.object("emptyDir", f -> emptyDir(f, name)).ifPresent(found::add);
    fields.object("downwardAPI", f -> downwardApi(f, name)).ifPresent(found::add);
    fields.object("projected", f -> projected(f, name)).ifPresent(found::add);
    fields.object("image", f -> image(f, name)).ifPresent(found::add);
    if (found.size() > 1) {
      fields.problem("", "a volume has one type");
    }
    if (found.isEmpty() && fields.node().size() <= 1) {
      fields.node().putObject("emptyDir");
    }
    return found.isEmpty()
        ? new VolumeSpec.EmptyDir(name, new Medium.Disk(), Optional.empty())
        : found.getFirst();
  }

  private static VolumeSpec hostPath(Fields fields, String name) {
    String path = fields.required("path");
    if (List.of(path.split("/", -1)).contains("..")) {
      fields.problem("path", "\"" + path + "\" may not hold ..");
    }
    if (!path.isEmpty() && !path.startsWith("/")) {
      fields.problem("path", "\"" + path + "\" is not an absolute path");
    }
    String type = fields.text("type", "");
    if (!List.of(HOST_PATH_TYPES).contains(type)) {
      fields.problem("type", "\"" + type + "\" is none of" + String.join(" ", HOST_PATH_TYPES));
    }
    fields.node().put("type", type);
    return new VolumeSpec.HostPath(name, path, type);
  }

  private static VolumeSpec emptyDir(Fields fields, String name) {
    fields.refuses("mode", Refusals.NOT_YET);
    return new VolumeSpec.EmptyDir(name, medium(fields), fields.quantity("sizeLimit"));
  }

  private static Medium medium(Fields fields) {
    String word = fields.text("medium", "");
    return switch (word) {
      case "" -> new Medium.Disk();
      case "Memory" -> new Medium.Memory();
      case "HugePages" -> new Medium.HugePages(word, Optional.empty());
      default -> pages(fields, word);
    };
  }

  private static Medium pages(Fields fields, String word) {
    Optional<HugePageSize> size =
        word.startsWith(PAGES)
            ? HugePageSize.parse(word.substring(PAGES.length()))
            : Optional.empty();
    if (size.isEmpty()) {
      fields.problem(
          "medium",
          "\"" + word + "\" is none of Memory, HugePages and HugePages-SIZE, as HugePages-2Mi");
    }
    return new Medium.HugePages(word, size);
  }

  private static VolumeSpec image(Fields fields, String name) {
    String reference = ImageReader.reference(fields, "reference");
    return new VolumeSpec.Image(
        name, reference, ImageReader.pullPolicy(fields, "pullPolicy", reference));
  }

  private static VolumeSpec downwardApi(Fields fields, String name) {
    fields.refuses("defaultUser", Refusals.NOT_YET);
    List<VolumeSpec.Item> items = fields.objects("items", VolumeReader::item);
    checkPaths(fields, items);
    return new VolumeSpec.DownwardApi(name, false, items, defaultMode(fields));
  }

  private static VolumeSpec projected(Fields fields, String name) {
    fields.refuses("defaultUser", Refusals.NOT_YET);
    List<VolumeSpec.Item> items =
        fields.objects("sources", VolumeReader::source).stream().flatMap(List::stream).toList();
    checkPaths(fields, items);
    return new VolumeSpec.DownwardApi(name, true, items, defaultMode(fields));
  }

  private static List<VolumeSpec.Item> source(Fields fields) {
    PROJECTED_API_OBJECTS.forEach(t -> fields.refuses(t, Refusals.API_OBJECT));
    return fields
        .object("downwardAPI", f -> f.objects("items", VolumeReader::item))
        .orElse(List.of());
  }

  private static int defaultMode(Fields fields) {
    return mode(fields, "defaultMode", fields.number("defaultMode", DEFAULT_MODE, 0));
  }

  private static int mode(Fields fields, String name, int mode) {
    if (mode > MOST_MODE) {
      fields.problem(name, mode + " is no file mode; modes are from 0 to 0777, 511 in JSON");
    }
    return mode;
  }

  private static void checkPaths(Fields fields, List<VolumeSpec.Item> items) {
    Set<String> paths = new HashSet<>();
    items.stream()
        .filter(i -> !paths.add(i.path()))
        .forEach(i -> fields.problem("", "two files are to lie at " + i.path()));
  }

  private static VolumeSpec.Item item(Fields fields) {
    fields.refuses("user", Refusals.NOT_YET);
    String path = fields.required("path");
    if (!VolumeMountReader.isInside(path)) {
      fields.problem("path", "\"" + path + "\" leaves the volume");
    }
    return new VolumeSpec.Item(
        path,
        EnvReader.ofFile(fields, path),
        fields.number("mode", 0).map(m -> mode(fields, "mode", m)));
  }
}
