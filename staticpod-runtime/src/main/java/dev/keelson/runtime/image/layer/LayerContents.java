package dev.keelson.runtime.image.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What unpacking a layer left in its directory; kept in {@code layer.json} beside it.
 *
 * @param bytes sum of the sizes of its files
 * @param whiteouts what the layer deletes of those below, relative to the root; an entry that ends
 *     in a slash is a directory whose lower content alone is deleted
 * @param overlay whether the directory says so itself in overlayfs's form, so that it may be a
 *     lower directory of a mount; where not, only copying gives the image
 */
public record LayerContents(long bytes, List<String> whiteouts, boolean overlay) {
  private static final String FILE = "layer.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public LayerContents {
    whiteouts = List.copyOf(whiteouts);
  }

  /** What is kept of the layer unpacked in that directory. */
  public static LayerContents load(Path directory) throws IOException {
    JsonNode tree = JSON.readTree(Files.readAllBytes(directory.resolveSibling(FILE)));
    List<String> whiteouts = new ArrayList<>();
    tree.path("whiteouts").forEach(name -> whiteouts.add(name.asText()));
    return new LayerContents(
        tree.path("bytes").asLong(), whiteouts, tree.path("overlay").asBoolean());
  }

  /** Keeps this beside the layer's directory; making it durable is the caller's. */
  public void write(Path directory) throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("bytes", bytes);
    tree.put("overlay", overlay);
    ArrayNode names = tree.putArray("whiteouts");
    whiteouts.forEach(names::add);
    Files.write(directory.resolveSibling(FILE), JSON.writeValueAsBytes(tree));
  }
}
