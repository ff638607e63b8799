package dev.keelson.cli.describe;

import com.fasterxml.jackson.databind.JsonNode;

/** The volumes of a pod. */
final class VolumeText {
  private final TabText text;

  VolumeText(TabText text) {
    this.text = text;
  }

  void volumes(JsonNode volumes) {
    if (volumes.isEmpty()) {
      text.line(0, "Volumes:", "<none>");
      return;
    }
    text.line(0, "Volumes:");
    for (JsonNode volume : volumes) {
      text.line(1, volume.path("name").asText() + ":");
      type(volume);
    }
  }

  private void type(JsonNode volume) {
    JsonNode hostPath = volume.path("hostPath");
    JsonNode emptyDir = volume.path("emptyDir");
    if (volume.has("hostPath")) {
      text.line(2, "Type:", "HostPath (bare host directory volume)");
      text.line(2, "Path:", hostPath.path("path").asText());
      text.line(2, "HostPathType:", hostPath.path("type").asText());
    } else if (volume.has("emptyDir")) {
      text.line(2, "Type:", "EmptyDir (a temporary directory that shares a pod's lifetime)");
      text.line(2, "Medium:", emptyDir.path("medium").asText());
      text.line(2, "SizeLimit:", emptyDir.path("sizeLimit").asText("<unset>"));
    } else if (volume.has("downwardAPI")) {
      text.line(2, "Type:", "DownwardAPI (a volume populated by information about the pod)");
      text.line(2, "Items:");
      items(volume.path("downwardAPI").path("items"));
    } else if (volume.has("image")) {
      text.line(2, "Type:", "Image (a container image or OCI artifact)");
      text.line(2, "Reference:", volume.at("/image/reference").asText());
      text.line(2, "PullPolicy:", volume.at("/image/pullPolicy").asText());
    } else if (volume.has("projected")) {
      text.line(
          2, "Type:", "Projected (a volume that contains injected data from multiple sources)");
      text.line(2, "DownwardAPI:", "true");
    } else {
      volume
          .fieldNames()
          .forEachRemaining(type -> {
            if (!type.equals("name")) {
              text.line(2, "Type:", type);
            }
          });
    }
  }

  private void items(JsonNode items) {
    for (JsonNode item : items) {
      String field = item.path("fieldRef").path("fieldPath").asText();
      String resource = item.path("resourceFieldRef").path("resource").asText();
      text.line(3, (field.isEmpty() ? resource : field) + " -> " + item.path("path").asText());
    }
  }
}
