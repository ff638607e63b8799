package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.util.List;

/** Something that runs the static pods of a node's {@link #MANIFESTS}. */
public interface StaticPodHost {
  /** The manifest directory, on the node. */
  String MANIFESTS = "/etc/kubernetes/manifests";

  /** One word, as in {@code --only}. */
  String name();

  /** What runs, in the words of the report. */
  String title();

  /** Makes an empty node one on which it can be started, with the images there. */
  void prepare(TestNode node) throws IOException, InterruptedException;

  /** Starts the process that watches the manifests, the one that is killed to see it come back. */
  RunningCommand start(TestNode node);

  /** The executables, by file name, of the processes that keep the pods running. */
  List<String> footprint();
}
