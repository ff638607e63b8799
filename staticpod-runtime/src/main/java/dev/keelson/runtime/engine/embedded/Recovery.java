package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What an engine finds of its predecessor's: running containers, or the ruins of another boot. */
final class Recovery {
  private final EngineParts parts;
  private final ContainerCreation creation;
  private final ContainerRun runs;

  Recovery(EngineParts parts, ContainerCreation creation, ContainerRun runs) {
    this.parts = parts;
    this.creation = creation;
    this.runs = runs;
  }

  /** Empties the run directory when it is of another boot: nothing in it is true any more. */
  static void clearOtherBoot(EngineLayout layout, String boot) throws IOException {
    if (!Files.exists(layout.boot()) || !Files.readString(layout.boot()).equals(boot)) {
      for (Path mount : MountTable.read().below(layout.runDir())) {
        Mounts.detach(mount);
      }
      for (Path left : EngineFiles.list(layout.runDir())) {
        if (!left.equals(layout.lock())) {
          Trees.delete(left);
        }
      }
      Files.writeString(layout.boot(), boot);
    }
    Files.createDirectories(layout.exits());
    Files.createDirectories(layout.runcRoot());
    Files.createDirectories(layout.sandboxes());
    Files.createDirectories(layout.containers());
  }

  /** Takes over every container there is a record of; what was never finished is cleared away. */
  void adopt(Containers containers) throws IOException, InterruptedException {
    for (Path directory : EngineFiles.list(parts.layout().containers())) {
      ContainerId id = new ContainerId(directory.getFileName().toString());
      Optional<JsonNode> saved = StateJson.read(parts.layout().containerFile(id));
      if (saved.isEmpty()) {
        creation.delete(id);
        continue;
      }
      Container container = load(ContainerRecord.fromJson(saved.get()));
      containers.add(container);
      runs.adopt(container);
    }
  }

  private Container load(ContainerRecord record) throws IOException, InterruptedException {
    Optional<ExitRecord> exit =
        StateJson.read(parts.layout().exitFile(record.id())).map(ExitRecord::fromJson);
    if (exit.isEmpty() && runs.halfStarted(record.id())) {
      runs.clearHalfStart(record);
    }
    Optional<RunRecord> run =
        StateJson.read(parts.layout().runFile(record.id())).map(RunRecord::fromJson);
    if (exit.isPresent()) {
      return new Container(record, new Life.Ended(run.map(RunRecord::startedAt), exit.get()));
    }
    if (!record.boot().equals(parts.boot())) {
      return new Container(record, lost(record, run.map(RunRecord::startedAt)));
    }
    return new Container(record, run.<Life>map(Life.Running::new).orElseGet(Life.Fresh::new));
  }

  /** It was there when the machine went down; when and how it ended nobody saw. */
  private Life lost(ContainerRecord record, Optional<Instant> startedAt) throws IOException {
    ExitRecord exit = new ExitRecord(Instant.now(), ExitRecord.UNSEEN, false);
    StateJson.writeQuickly(parts.layout().exitFile(record.id()), exit.toJson());
    return new Life.Ended(startedAt, exit);
  }
}
