package dev.keelson.runtime.probe;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ExecTimeoutException;
import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Does what probes and hooks ask for, on the thread of the caller. Safe for any thread. */
public final class ActionRunner {
  private static final int SHOWN_OUTPUT = 900;

  private final ContainerEngine engine;
  private final Timers timers;
  private final HttpGetter http = new HttpGetter();

  /** A runner whose commands run in containers of that engine. */
  public ActionRunner(ContainerEngine engine, Timers timers) {
    this.engine = engine;
    this.timers = timers;
  }

  /**
   * Runs a lifecycle hook; blocks until it is done or the time is over. As for the kubelet, any
   * answer to a hook's request will do.
   */
  public ProbeResult hook(Action action, ContainerId container, String podAddress, Duration timeout)
      throws InterruptedException {
    return action instanceof Action.HttpGet get
        ? http.tell(get, host(get.host(), podAddress), timeout)
        : run(action, container, podAddress, timeout);
  }

  /**
   * Tries it once; blocks until it is done or the time is over.
   *
   * @param podAddress stands in where the action names no host
   */
  public ProbeResult run(Action action, ContainerId container, String podAddress, Duration timeout)
      throws InterruptedException {
    return switch (action) {
      case Action.Exec exec -> exec(exec, container, timeout);
      case Action.HttpGet get ->
          http.get(get, host(get.host(), podAddress), timeout, OwnAnswers.ANYBODYS);
      case Action.TcpSocket tcp ->
          connect(host(tcp.host(), podAddress), tcp.port(), timeout, OwnAnswers.ANYBODYS);
      case Action.Grpc grpc -> GrpcHealth.check(grpc, podAddress, timeout, OwnAnswers.ANYBODYS);
      case Action.Sleep sleep -> sleep(sleep, timeout);
    };
  }

  /**
   * Tries a probe of that container once. Where another one listens on the same port, an answer of
   * that one is no answer.
   */
  ProbeResult probe(Action action, ContainerProber.Target target, Duration timeout)
      throws InterruptedException {
    String address = target.podAddress();
    return switch (action) {
      case Action.HttpGet get ->
          http.get(get, host(get.host(), address), timeout, target.answers());
      case Action.TcpSocket tcp ->
          connect(host(tcp.host(), address), tcp.port(), timeout, target.answers());
      case Action.Grpc grpc -> GrpcHealth.check(grpc, address, timeout, target.answers());
      case Action.Exec _, Action.Sleep _ -> run(action, target.id(), address, timeout);
    };
  }

  private static String host(String given, String podAddress) {
    return given.isEmpty() ? podAddress : given;
  }

  private ProbeResult exec(Action.Exec exec, ContainerId container, Duration timeout)
      throws InterruptedException {
    try {
      ExecResult result = engine.exec(container, exec.command(), timeout);
      return result.exitCode() == 0
          ? new ProbeResult.Success()
          : new ProbeResult.Failure(output(result));
    } catch (ExecTimeoutException e) {
      return new ProbeResult.Failure(String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      return new ProbeResult.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** What it printed, as the kubelet shows it; where that is nothing, its status. */
  private static String output(ExecResult result) {
    String text = (result.stdout() + result.stderr()).strip();
    return text.isEmpty()
        ? "command exited with code " + result.exitCode()
        : text.substring(0, Math.min(text.length(), SHOWN_OUTPUT));
  }

  private static ProbeResult connect(String host, int port, Duration timeout, OwnAnswers answers) {
    try (Socket socket = new Socket()) {
      return answers.connect(
              socket, new InetSocketAddress(host, port), System.nanoTime() + timeout.toNanos())
          ? new ProbeResult.Success()
          : new ProbeResult.Unknown(OwnAnswers.ANOTHERS + port);
    } catch (IOException e) {
      return new ProbeResult.Failure(HttpWords.ofDial(e, host, port));
    }
  }

  private ProbeResult sleep(Action.Sleep sleep, Duration timeout) throws InterruptedException {
    var over = new CountDownLatch(1);
    Duration wait = sleep.duration().compareTo(timeout) < 0 ? sleep.duration() : timeout;
    Timers.Timer timer = timers.after(wait, over::countDown);
    try {
      over.await();
      return new ProbeResult.Success();
    } finally {
      timer.cancel();
    }
  }
}
