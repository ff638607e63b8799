package dev.keelson.bootstrap.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The file system refused: what was tried on which path, and what it said. */
public final class FileException extends KeelsonException {
  /**
   * A refusal of the file system.
   *
   * @param doing what was tried, such as {@code write}
   */
  public FileException(String doing, Path path, IOException cause) {
    super("could not " + doing + " " + path + ": " + reason(cause), ExitStatus.GENERAL, cause);
  }

  private static String reason(IOException cause) {
    String reason =
        switch (cause) {
          case NoSuchFileException _ -> "no such file or directory";
          case AccessDeniedException _ -> "permission denied";
          case FileAlreadyExistsException _ -> "something else is there already";
          case DirectoryNotEmptyException _ -> "the directory is not empty";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> String.valueOf(cause.getMessage());
        };
    boolean full = reason.toLowerCase(Locale.ROOT).contains("no space left");
    return full ? reason + "; free some space there, then run the command again" : reason;
  }
}
