package dev.keelson.runtime.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the programs of a network's plugins: libcni's {@code AddNetworkList} and its like. */
final class Plugins {
  /**
   * Plugins wait for addresses of routers and for a firewall's lock; the kubelet gives them this.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CniPaths paths;

  Plugins(CniPaths paths) {
    this.paths = paths;
  }

  /** Adds the interface, plugin by plugin; what the last one answered. */
  ObjectNode add(Attachment attachment) throws InterruptedException {
    JsonNode result = MissingNode.getInstance();
    for (ObjectNode plugin : attachment.network().plugins()) {
      result = run("ADD", attachment, plugin, result);
    }
    if (result instanceof ObjectNode object) {
      return object;
    }
    throw new NetworkException("the network " + attachment.network().name() + " gave no result");
  }

  /** Has every plugin look whether all is as it was added. */
  void check(Attachment attachment, ObjectNode result) throws InterruptedException {
    if (attachment.network().keepsResults() && !attachment.network().disableCheck()) {
      for (ObjectNode plugin : attachment.network().plugins()) {
        run("CHECK", attachment, plugin, result);
      }
    }
  }

  /** Deletes the interface, the last plugin first; what is gone already is well. */
  void delete(Attachment attachment, JsonNode result) throws InterruptedException {
    JsonNode shown = attachment.network().keepsResults() ? result : MissingNode.getInstance();
    for (ObjectNode plugin : attachment.network().plugins().reversed()) {
      try {
        run("DEL", attachment, plugin, shown);
      } catch (NetworkException e) {
        // containerd passes over the same: plugins differ in what they say of what is gone.
        if (!String.valueOf(e.getMessage()).contains("not found")) {
          throw e;
        }
      }
    }
  }

  private JsonNode run(String verb, Attachment attachment, ObjectNode plugin, JsonNode previous)
      throws InterruptedException {
    String type = plugin.path("type").asText();
    Path program =
        NetworkChoice.program(type, paths)
            .orElseThrow(() ->
                failed(
                    verb,
                    type,
                    "it is not in "
                        + paths.pluginPlaces()
                        + "; apt-get install containernetworking-plugins iptables",
                    null));
    String input = attachment.input(plugin, previous).toString();
    try {
      Command.Outcome outcome =
          Command.run(
                  List.of(program.toString()),
                  environment(verb, attachment),
                  Path.of("/"),
                  input,
                  PATIENCE)
              .orElseThrow(() ->
                  failed(
                      verb,
                      type,
                      "it had not ended after " + PATIENCE.toMinutes() + " minutes",
                      null));
      return answer(verb, type, outcome);
    } catch (IOException e) {
      throw failed(verb, type, program + " cannot be run: " + e.getMessage(), e);
    }
  }

  private Map<String, String> environment(String verb, Attachment attachment) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CNI_COMMAND", verb);
    environment.put("CNI_CONTAINERID", attachment.sandbox());
    environment.put("CNI_IFNAME", attachment.interfaceName());
    environment.put("CNI_ARGS", attachment.argumentLine());
    environment.put(
        "CNI_PATH",
        paths.pluginDirs().stream().map(Path::toString).collect(Collectors.joining(":")));
    // A namespace that is gone, as after a reboot, is not named: the rest is still deleted.
    boolean there = Files.exists(Path.of(attachment.namespace()));
    environment.put("CNI_NETNS", there ? attachment.namespace() : "");
    return environment;
  }

  private static JsonNode answer(String verb, String type, Command.Outcome outcome) {
    if (outcome.exitCode() != 0) {
      throw failed(verb, type, complaint(outcome), null);
    }
    if (!verb.equals("ADD")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(outcome.stdout());
    } catch (JsonProcessingException e) {
      throw failed(verb, type, "its answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String complaint(Command.Outcome outcome) {
    try {
      JsonNode error = JSON.readTree(outcome.stdout());
      String details = error.path("details").asText("");
      String message = error.path("msg").asText("");
      if (!message.isEmpty()) {
        return details.isEmpty() ? message : message + "; " + details;
      }
    } catch (JsonProcessingException _) {
      // It died before it could answer; what it printed instead is told.
    }
    String said = (outcome.stderr() + outcome.stdout()).strip();
    return "it ended with " + outcome.exitCode() + " and said \"" + said + "\"";
  }

  private static NetworkException failed(
      String verb, String type, String why, @org.jspecify.annotations.Nullable Exception cause) {
    String word = verb.equals("DEL") ? "delete" : verb.toLowerCase(Locale.ROOT);
    return new NetworkException(
        "plugin type=\"" + type + "\" failed (" + word + "): " + why, cause);
  }
}
