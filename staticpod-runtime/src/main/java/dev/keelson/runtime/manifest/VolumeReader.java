package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.VolumeSpec.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final List<String> OF_HOST =
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

  VolumeSpec read(Fields fields) {
    String name = fields.required("name");
    if (!name.isEmpty() && !Shapes.isDnsLabel(name)) {
      fields.problem(
          "name", "\"" + name + "\" is not one word of lower-case letters, digits and -");
    }
    API_OBJECTS.forEach(t -> fields.refuses(t, Refusals.API_OBJECT));
    OF_HOST.forEach(t -> fields.refuses(t, Refusals.OF_HOST));
    var found = new ArrayList<VolumeSpec>();
    fields.object("hostPath", f -> hostPath(f, name)).ifPresent(found::add);
    fields.object("emptyDir", f -> EmptyDirReader.read(f, name)).ifPresent(found::add);
    fields.object("downwardAPI", f -> DownwardReader.downwardApi(f, name)).ifPresent(found::add);
    fields.object("projected", f -> DownwardReader.projected(f, name)).ifPresent(found::add);
    fields.object("image", f -> image(f, name)).ifPresent(found::add);
    if (found.size() > 1) {
      fields.problem("", "a volume has one type");
    }
    if (found.isEmpty() && fields.node().size() <= 1) {
      fields.node().putObject("emptyDir");
    }
    return found.isEmpty()
        ? new VolumeSpec.EmptyDir(name, new Medium.Disk(), Optional.empty(), Optional.empty())
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

  private static VolumeSpec image(Fields fields, String name) {
    String reference = ImageReader.reference(fields, "reference");
    return new VolumeSpec.Image(
        name, reference, ImageReader.pullPolicy(fields, "pullPolicy", reference));
  }
}
