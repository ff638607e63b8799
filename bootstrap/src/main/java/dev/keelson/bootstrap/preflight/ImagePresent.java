package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.node.NodeImages;
import java.util.List;

/** The images of the static pods; init runs what is there and pulls nothing by itself. */
record ImagePresent(List<String> references, NodeImages images) implements Check {
  ImagePresent {
    references = List.copyOf(references);
  }

  @Override
  public String name() {
    return "ImagePull";
  }

  @Override
  public List<Finding> findings() {
    return references.stream()
        .filter(reference -> !images.present(reference))
        .<Finding>map(reference ->
            new Problem(
                "image "
                    + reference
                    + " is not on this node; get it with `keelson images pull`, or give an"
                    + " archive that has it: --images ARCHIVE"))
        .toList();
  }
}
