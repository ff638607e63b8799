package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Table;
import dev.keelson.cli.console.TransferBars;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.pod.PodSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The image store behind {@code keelson images}. */
public final class ImageCommands {
  private final Console console;
  private final Images images;
  private final LocalApiClient runtime;

  /** The store below that root directory. */
  public ImageCommands(Path rootDir, Console console) {
    this.console = console;
    this.images = Images.open(new NodeLayout(rootDir).images());
    this.runtime = new LocalApiClient(new RuntimePaths(rootDir).socket());
  }

  /** The references a control plane of that configuration needs. */
  public static List<String> needed(
      @Nullable Path config, @Nullable String kubernetesVersion, @Nullable String imageRepository) {
    List<ConfigFile> files = config == null ? List.of() : List.of(ConfigFile.load(config));
    InitFlags flags =
        InitFlags.NONE.withImageSource(
            Optional.ofNullable(kubernetesVersion), Optional.ofNullable(imageRepository));
    var spec = ConfigLoader.load(files, flags, NodeFacts.load()).cluster();
    return dev.keelson.bootstrap.desired.Images.of(spec);
  }

  /** Pulls each, one after the other, with a bar for each layer. */
  public void pull(List<String> references) throws InterruptedException {
    for (String text : references) {
      ImageReference reference = parse(text);
      try (var bars = TransferBars.start(console)) {
        images.pull(reference, progress(bars));
      }
      console.line("[config/images] Pulled " + text);
    }
  }

  /** Imports each archive and names what was in it. */
  public void importAll(List<Path> archives) throws InterruptedException {
    for (Path archive : archives) {
      List<StoredImage> imported;
      try (var bars = TransferBars.start(console)) {
        imported = images.importArchive(archive, progress(bars));
      }
      imported.forEach(image -> image.names().forEach(name -> console.line("Imported " + name)));
    }
  }

  /** Prints all images. */
  public void list(String output) {
    List<StoredImage> all = images.list();
    if (!output.isEmpty()) {
      console.text(Documents.print(document(all), output));
      return;
    }
    var table = new Table("IMAGE", "TAG", "IMAGE ID", "SIZE");
    for (StoredImage image : all) {
      for (ImageReference name : image.names()) {
        String repository = name.registry() + "/" + name.repository();
        String tag = name.tag().isEmpty() ? "<none>" : name.tag();
        table.row(
            repository,
            tag,
            image.id().replace("sha256:", "").substring(0, 13),
            megabytes(image.size()));
      }
    }
    console.text(table.toString());
  }

  /** Removes each name; all that are not there are named together. */
  public void remove(List<String> references) throws InterruptedException {
    var missing = new ArrayList<String>();
    for (String text : references) {
      if (images.remove(parse(text))) {
        console.line("Removed " + text);
      } else {
        missing.add(text);
      }
    }
    if (!missing.isEmpty()) {
      throw new CommandFailedException(
          "no such image on this node: "
              + String.join(", ", missing)
              + "; 'keelson images list' shows what is there");
    }
  }

  /** Removes what no pod uses: by the mounts, and by the runtime where it answers. */
  public void prune() throws InterruptedException {
    var wanted = wanted();
    List<StoredImage> gone =
        images.prune(image -> image.names().stream().anyMatch(wanted::contains));
    gone.forEach(image -> image.names().forEach(name -> console.line("Removed " + name)));
    console.line(
        gone.isEmpty() ? "every image is in use" : "%d images removed".formatted(gone.size()));
  }

  /** A container that waits to be started again has no mount, but needs its image. */
  private Set<ImageReference> wanted() {
    var wanted = new HashSet<ImageReference>();
    if (runtime.answers()) {
      for (PodSnapshot pod : runtime.pods()) {
        for (String kind : List.of("containers", "initContainers")) {
          for (JsonNode container : pod.manifest().path("spec").path(kind)) {
            wanted.add(ImageReference.parse(container.path("image").asText()));
          }
        }
      }
    }
    return wanted;
  }

  private static ImageReference parse(String text) {
    try {
      return ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private static ImageProgress progress(TransferBars bars) {
    return (blob, step, done, total) ->
        bars.advanced(blob.shortForm() + " " + step.name().toLowerCase(Locale.ROOT), done, total);
  }

  private static ObjectNode document(List<StoredImage> all) {
    ObjectNode document = ApiJson.MAPPER.createObjectNode();
    var list = document.putArray("images");
    for (StoredImage image : all) {
      ObjectNode node = list.addObject();
      node.put("id", image.id());
      var tags = node.putArray("repoTags");
      image.names().forEach(name -> tags.add(name.toString()));
      node.put("size", image.size());
    }
    return document;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1fMB", bytes / 1e6);
  }
}
