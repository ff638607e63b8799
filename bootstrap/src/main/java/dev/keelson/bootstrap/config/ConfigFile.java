package dev.keelson.bootstrap.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One configuration file: YAML or JSON, one or several documents.
 *
 * @param name as problems show it, the path the user gave
 */
public record ConfigFile(String name, String text) {
  /**
   * Reads the file.
   *
   * @throws InvalidConfigException when it cannot be read, or is not UTF-8 text
   */
  public static ConfigFile load(Path path) {
    try {
      return new ConfigFile(path.toString(), Files.readString(path));
    } catch (CharacterCodingException e) {
      throw unreadable(path, "it is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw unreadable(path, e.getClass().getSimpleName() + "; check the path and its mode", e);
    }
  }

  private static InvalidConfigException unreadable(Path path, String seen, IOException cause) {
    var sentence = "the configuration file could not be read: " + seen;
    return new InvalidConfigException(ConfigProblem.of(path.toString(), sentence), cause);
  }
}
