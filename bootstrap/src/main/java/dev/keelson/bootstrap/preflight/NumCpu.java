package dev.keelson.bootstrap.preflight;

import java.util.List;

/** kubeadm asks for two CPUs. */
record NumCpu(int available) implements Check {
  private static final int MINIMUM = 2;

  @Override
  public String name() {
    return "NumCPU";
  }

  @Override
  public List<Finding> findings() {
    return available >= MINIMUM
        ? List.of()
        : List.of(
            new Problem(
                "the number of available CPUs %d is less than the required %d"
                    .formatted(available, MINIMUM)));
  }
}
