package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.Arg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of one component: defaults, sorted by name, then the user's, in the user's order. A
 * user's argument replaces the default of its name; a name may stand there more than once
 * (kubeadm's util/arguments.go).
 */
final class Arguments {
  private final SortedMap<String, String> defaults = new TreeMap<>();

  Arguments with(String name, Object value) {
    defaults.put(name, value.toString());
    return this;
  }

  /** The whole command line. */
  List<String> command(Component component, List<Arg> extra) {
    var replaced = extra.stream().map(Arg::name).collect(Collectors.toSet());
    var kept =
        defaults.entrySet().stream()
            .filter(argument -> !replaced.contains(argument.getKey()))
            .map(argument -> text(argument.getKey(), argument.getValue()));
    var added = extra.stream().map(argument -> text(argument.name(), argument.value()));
    var command = new ArrayList<>(List.of(component.podName()));
    Stream.concat(kept, added).forEach(command::add);
    return List.copyOf(command);
  }

  /** The value a component takes for that name: the last one given. */
  static Optional<String> last(List<Arg> arguments, String name) {
    return arguments.reversed().stream()
        .filter(argument -> argument.name().equals(name))
        .map(Arg::value)
        .findFirst();
  }

  private static String text(String name, String value) {
    return "--" + name + "=" + value;
  }
}
