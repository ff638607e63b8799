package dev.keelson.e2e.scenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks a program from outside again and again, for what announces no event. */
public final class Await {
  private static final long PAUSE_MILLIS = 200;

  private Await() {}

  /** Something to ask. */
  public interface Question<T> {
    T ask() throws Exception;
  }

  /** The first answer that is as wanted; fails with the last one when the time is up. */
  public static <T> T until(
      Duration timeout, Question<T> question, Predicate<T> wanted, String what)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      T answer = ask(question);
      if (wanted.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Not within " + timeout + ": " + what + "; the last answer was " + answer);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static <T> T ask(Question<T> question) throws InterruptedException {
    try {
      return question.ask();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
