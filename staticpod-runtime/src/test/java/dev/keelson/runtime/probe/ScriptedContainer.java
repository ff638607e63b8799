package dev.keelson.runtime.probe;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.testkit.ContractConfigs;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A container whose commands exit as they are told, and count how often they were run. */
final class ScriptedContainer {
  private final InMemoryEngine engine;
  private final ContainerId id;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Integer> codes = new HashMap<>(); // by lock
  private final Map<String, Integer> tries = new HashMap<>(); // by lock
  private boolean held; // by lock

  ScriptedContainer(ManualClock clock, Path logs) {
    engine = new InMemoryEngine(clock);
    engine.addImage("i:1", "");
    engine.programs(_ -> Program.runs().answering(c -> answer(c.getFirst())));
    SandboxId sandbox = engine.runSandbox(ContractConfigs.sandbox("web", logs));
    id =
        engine.createContainer(
            sandbox,
            ContractConfigs.container(
                "main",
                ImageReference.parse("i:1"),
                logs,
                List.of("run"),
                ContractConfigs.unlimited(),
                ContractConfigs.security()));
    engine.startContainer(id);
  }

  InMemoryEngine engine() {
    return engine;
  }

  ContainerId id() {
    return id;
  }

  /** From now on that command exits with that code; with 0 before. */
  void answers(String command, int code) {
    lock.lock();
    try {
      codes.put(command, code);
    } finally {
      lock.unlock();
    }
  }

  /** Commands hang until {@link #release}. */
  void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      held = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int tries(String command) {
    lock.lock();
    try {
      return tries.getOrDefault(command, 0);
    } finally {
      lock.unlock();
    }
  }

  void awaitTries(String command, int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (tries.getOrDefault(command, 0) < count) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private ExecResult answer(String command) {
    lock.lock();
    try {
      while (held) {
        changed.awaitUninterruptibly();
      }
      tries.merge(command, 1, Integer::sum);
      changed.signalAll();
      return new ExecResult(codes.getOrDefault(command, 0), "", "");
    } finally {
      lock.unlock();
    }
  }
}
