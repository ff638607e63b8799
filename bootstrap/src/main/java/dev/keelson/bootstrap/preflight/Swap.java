package dev.keelson.bootstrap.preflight;

import java.nio.file.Path;
import java.util.List;

/** Swap makes etcd slow at the worst moment; kubeadm warns too. */
record Swap(Path swaps) implements Check {
  @Override
  public String name() {
    return "Swap";
  }

  @Override
  public List<Finding> findings() {
    var devices = Proc.read(swaps).lines().skip(1).map(line -> line.split("\\s+", 2)[0]).toList();
    return devices.isEmpty()
        ? List.of()
        : List.of(
            new Concern(
                "swap is enabled on "
                    + String.join(", ", devices)
                    + "; turn it off with `swapoff -a` for a control plane that keeps its pace"));
  }
}
