package dev.keelson.bootstrap.revision;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.keelson.bootstrap.failure.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The revisions of a node, part by part, and which of them is current and which was last good.
 *
 * <pre>
 * objects/SHA256              contents
 * revisions/N/revision.json   header, before any part
 * revisions/N/parts/NAME.json each after its objects; the last one closes the revision
 * current, last-good          links to revisions/N, moved by rename
 * </pre>
 *
 * Everything is there whole or not at all. Writers hold the {@link NodeLock}; readers need not.
 */
public final class RevisionLog {
  private static final String CURRENT = "current";
  private static final String LAST_GOOD = "last-good";

  private final Path state;
  private final Path revisions;
  private final ObjectStore objects;

  /** The log below keelson's state directory, which need not exist yet. */
  public RevisionLog(Path state) {
    this.state = state;
    this.revisions = state.resolve("revisions");
    this.objects = new ObjectStore(state.resolve("objects"));
  }

  /** The contents that records name. */
  public ObjectStore objects() {
    return objects;
  }

  /** The revision the node is on; empty before the first was completed. */
  public Optional<RevisionRecord> current() {
    return link(CURRENT);
  }

  /** The newest revision that passed all gates. */
  public Optional<RevisionRecord> lastGood() {
    return link(LAST_GOOD);
  }

  /** All revisions with a header, oldest first. */
  public List<RevisionRecord> all() {
    return numbers().stream().flatMap(number -> read(number).stream()).toList();
  }

  /** The newest revision, where it never became last-good: a transition that was interrupted. */
  public Optional<RevisionRecord> unfinished() {
    int done = lastGood().map(RevisionRecord::number).orElse(0);
    return all().reversed().stream().findFirst().filter(newest -> newest.number() > done);
  }

  /** That revision, as far as it is recorded. */
  public Optional<RevisionRecord> read(int number) {
    Path directory = revisions.resolve(Integer.toString(number));
    return record(directory.resolve("revision.json"), RecordJson::header)
        .map(header -> {
          var parts = new LinkedHashMap<String, PartRecord>();
          for (String name : header.parts()) {
            record(directory.resolve("parts").resolve(name + ".json"), RecordJson::part)
                .ifPresent(part -> parts.put(name, part));
          }
          return new RevisionRecord(header, parts);
        });
  }

  /** Begins a revision, or begins an interrupted one again; its staged parts stay. */
  public void open(RevisionHeader header) {
    Path directory = revisions.resolve(Integer.toString(header.number()));
    StateDirectory.make(state.resolve("objects"));
    StateDirectory.make(directory.resolve("parts"));
    write(directory.resolve("revision.json"), RecordJson.header(header));
  }

  /** Keeps a part's contents, then its record; both last when this returns. */
  public void stage(int number, Part part, PartRecord record) {
    objects.putAll(part.files().stream().map(PartFile::content).toList());
    Path directory = revisions.resolve(Integer.toString(number)).resolve("parts");
    write(directory.resolve(record.name() + ".json"), RecordJson.part(record));
  }

  /** The node is on that revision now. */
  public void commit(int number) {
    point(CURRENT, number);
  }

  /** That revision passed all gates. */
  public void markGood(int number) {
    point(LAST_GOOD, number);
  }

  /** Removes revisions but current, last-good, the newest, and {@code before} before each. */
  public void prune(int before) {
    var numbers = numbers();
    var keep = new TreeSet<Integer>();
    Stream.of(current(), lastGood(), all().reversed().stream().findFirst())
        .flatMap(Optional::stream)
        .map(RevisionRecord::number)
        .forEach(n -> numbers.stream().filter(m -> m <= n && m >= n - before).forEach(keep::add));
    for (int number : numbers) {
      if (!keep.contains(number)) {
        FileTree.delete(revisions.resolve(Integer.toString(number)));
      }
    }
    var hashes = new TreeSet<String>();
    all().forEach(revision -> revision.files().forEach(file -> hashes.add(file.sha256())));
    objects.retain(hashes);
  }

  private List<Integer> numbers() {
    var numbers = new TreeSet<Integer>();
    try (var names = Files.newDirectoryStream(revisions, "[0-9]*")) {
      names.forEach(name -> numbers.add(Integer.valueOf(name.getFileName().toString())));
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new FileException("list", revisions, e);
    }
    return List.copyOf(numbers);
  }

  private Optional<RevisionRecord> link(String name) {
    Path link = state.resolve(name);
    try {
      Path target = Files.readSymbolicLink(link).getFileName();
      return read(Integer.parseInt(target.toString()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FileException("read the link", link, e);
    }
  }

  private void point(String name, int number) {
    Path link = state.resolve(name);
    Path temporary = state.resolve("." + name);
    try {
      Files.deleteIfExists(temporary);
      Files.createSymbolicLink(temporary, Path.of("revisions", Integer.toString(number)));
      Files.move(temporary, link, ATOMIC_MOVE);
      DurableFile.syncDirectory(state);
    } catch (IOException e) {
      throw new FileException("move the link", link, e);
    }
  }

  private static void write(Path file, Bytes content) {
    Path directory = file.resolveSibling("");
    try {
      var temporary = file.resolveSibling("." + file.getFileName());
      DurableFile.replace(file, temporary, content, 0600, Owner.ofProcess());
      DurableFile.syncDirectory(directory);
    } catch (IOException e) {
      throw new FileException("write", file, e);
    }
  }

  private static <T> Optional<T> record(Path file, Function<Bytes, T> parse) {
    try {
      return Optional.of(parse.apply(Bytes.of(Files.readAllBytes(file))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FileException("read", file, e);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new RevisionException(
          "the revision record " + file + " is damaged; `keelson reset` may still remove the rest",
          e);
    }
  }
}
