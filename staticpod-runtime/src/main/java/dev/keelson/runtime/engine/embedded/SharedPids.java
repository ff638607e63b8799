package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.OomScore;
import dev.keelson.runtime.linux.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The process namespace that the containers of a pod share: the pod's pause process, confined to an
 * empty root of its own, and the namespace pinned beside the others. When the process dies the
 * kernel ends all others in the namespace, and the sandbox is ready no more.
 */
final class SharedPids {
  private static final String PAUSE = "pause.json";
  private static final int NOBODY = 65535;
  private static final int OOM_SCORE = -998;

  private final EngineLayout layout;
  private final Runc runc;
  private final OomScore oomScore;

  SharedPids(EngineLayout layout, Runc runc, OomScore oomScore) {
    this.layout = layout;
    this.runc = runc;
    this.oomScore = oomScore;
  }

  /** Where the namespace is pinned. */
  Path pinned(SandboxId id) {
    return layout.sandboxRun(id).resolve("pid");
  }

  void make(SandboxRecord sandbox) throws IOException, InterruptedException {
    SandboxId id = sandbox.id();
    Path bundle = Files.createDirectories(layout.sandboxRun(id).resolve("pause"));
    Path program = Files.createDirectories(bundle.resolve("rootfs")).resolve("pause");
    Files.write(program, PauseProgram.bytes());
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.writeString(bundle.resolve("config.json"), config(sandbox).toString());
    ProcessIdentity process = runc.runDetached(id.value(), bundle);
    Files.createFile(pinned(id));
    Mounts.bind("/proc/" + process.pid() + "/ns/pid", pinned(id));
    ObjectNode kept = StateJson.object();
    kept.put("pid", process.pid()).put("start", process.startTime());
    StateJson.writeQuickly(layout.sandboxRun(id).resolve(PAUSE), kept);
  }

  /** Whether containers can run in it; so they can in a sandbox that shares none. */
  boolean alive(SandboxId id) {
    Path file = layout.sandboxRun(id).resolve(PAUSE);
    try {
      return !Files.exists(file)
          || StateJson.read(file)
              .map(n -> new ProcessIdentity(n.path("pid").asInt(), n.path("start").asLong()))
              .filter(ProcessIdentity::alive)
              .isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends the pause process; what is gone already is well. */
  void release(SandboxId id) throws InterruptedException {
    runc.delete(id.value());
  }

  private ObjectNode config(SandboxRecord sandbox) {
    ObjectNode root = StateJson.object();
    root.put("ociVersion", "1.0.2");
    root.putObject("root").put("path", "rootfs").put("readonly", true);
    ObjectNode process = root.putObject("process");
    process.put("cwd", "/").put("noNewPrivileges", true);
    process.put("oomScoreAdj", oomScore.allowed(OOM_SCORE));
    process.putArray("args").add("/pause");
    process.putObject("user").put("uid", NOBODY).put("gid", NOBODY);
    root.putArray("mounts")
        .addObject()
        .put("destination", "/proc")
        .put("type", "proc")
        .put("source", "proc");
    ObjectNode linux = root.putObject("linux");
    linux.put("cgroupsPath", sandbox.cgroupParent() + "/" + sandbox.id().value());
    ArrayNode namespaces = linux.putArray("namespaces");
    namespaces.addObject().put("type", "pid");
    namespaces.addObject().put("type", "mount");
    return root;
  }
}
