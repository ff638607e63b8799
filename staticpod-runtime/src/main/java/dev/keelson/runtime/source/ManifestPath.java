package dev.keelson.runtime.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files are manifests: all of a directory, or one alone.
 *
 * @param directory that is watched
 * @param only the one name that counts; empty for every manifest in the directory
 */
record ManifestPath(Path directory, Optional<String> only) {
  private static final Pattern FILE = Pattern.compile(".*\\.(ya?ml|json|manifest)");

  /** A path that is not there yet is a file where its name ends as a manifest's does. */
  static ManifestPath of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path name = absolute.getFileName();
    Path parent = absolute.getParent();
    boolean file =
        Files.isRegularFile(absolute)
            || (!Files.exists(absolute) && FILE.matcher(String.valueOf(name)).matches());
    return file && name != null && parent != null
        ? new ManifestPath(parent, Optional.of(name.toString()))
        : new ManifestPath(absolute, Optional.empty());
  }

  boolean accepts(String name) {
    return only.map(name::equals).orElseGet(() -> FileNames.isManifest(name));
  }

  /**
   * The manifests that are there, by name; none where there is no directory.
   *
   * @throws IOException where nobody knows what is there
   */
  List<Path> list() throws IOException {
    if (only.isPresent()) {
      Path file = directory.resolve(only.get());
      return Files.exists(file) ? List.of(file) : List.of();
    }
    var there = new ArrayList<Path>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, f -> accepts(f.getFileName().toString()))) {
      files.forEach(there::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    there.sort(null);
    return there;
  }
}
