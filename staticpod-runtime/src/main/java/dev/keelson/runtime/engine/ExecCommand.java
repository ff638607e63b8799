package dev.keelson.runtime.engine;

import java.util.List;
import java.util.Optional;

/**
 * A command to run in a container.
 *
 * @param words the program and its arguments
 * @param stdin it gets an input; else its input is at its end from the beginning
 * @param terminal it gets a terminal of that size; then its two outputs are one
 */
public record ExecCommand(List<String> words, boolean stdin, Optional<TerminalSize> terminal) {
  public ExecCommand {
    words = List.copyOf(words);
  }
}
