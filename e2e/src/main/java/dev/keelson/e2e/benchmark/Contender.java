package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.util.List;

/** One way from an empty node to a control plane. */
public interface Contender {

  /** One word, as in {@code --only}. */
  String name();

  /** What runs, in the words of the report. */
  String title();

  /** Makes all ready that is not measured: configuration, images, what a machine runs already. */
  void prepare(TestNode node) throws IOException, InterruptedException;

  /** The command that is measured, on a prepared node. */
  String[] command();

  /** The executables, by file name, of the processes that keep the pods running; may be none. */
  List<String> footprint();
}
