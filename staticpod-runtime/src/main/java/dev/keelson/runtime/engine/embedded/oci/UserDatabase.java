package dev.keelson.runtime.engine.embedded.oci;

import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * An image's {@code /etc/passwd} and {@code /etc/group}, as text. Resolves users as containerd
 * does: a number needs no entry, a name does; the groups that list the user are added.
 */
public record UserDatabase(String passwd, String group) {
  private static final int NAME = 0;
  private static final int ID = 2;
  private static final int GROUP = 3;

  /**
   * The user of a container.
   *
   * @param imageUser {@code user}, {@code uid}, with {@code :group} or {@code :gid}; may be empty
   */
  public ImageUser resolve(String imageUser, ContainerSecurity security) {
    int colon = imageUser.indexOf(':');
    String userText = colon < 0 ? imageUser : imageUser.substring(0, colon);
    String groupText = colon < 0 ? "" : imageUser.substring(colon + 1);
    Optional<List<String>> entry;
    int uid;
    if (security.user().isPresent()) {
      uid = security.user().getAsInt();
      entry = line(passwd, ID, Integer.toString(uid));
      groupText = "";
    } else {
      entry = userEntry(userText);
      uid = entry.map(e -> number(e, ID)).orElseGet(() -> uidOf(userText));
    }
    int gid = security.group().orElse(primaryGroup(groupText, entry));
    TreeSet<Integer> others = new TreeSet<>(security.supplementalGroups());
    if (!security.strictGroups()) {
      entry.ifPresent(e -> others.addAll(groupsListing(e.get(NAME))));
    }
    return new ImageUser(uid, gid, new ArrayList<>(others));
  }

  private Optional<List<String>> userEntry(String user) {
    if (user.isEmpty()) {
      return line(passwd, ID, "0");
    }
    return line(passwd, NAME, user).or(() -> line(passwd, ID, user));
  }

  private static int uidOf(String user) {
    return user.isEmpty() ? 0 : parse(user).orElseThrow(() -> unknown("user", user, "passwd"));
  }

  private int primaryGroup(String groupText, Optional<List<String>> entry) {
    if (groupText.isEmpty()) {
      return entry.map(e -> number(e, GROUP)).orElse(0);
    }
    return line(group, NAME, groupText)
        .map(g -> number(g, ID))
        .orElseGet(() -> parse(groupText).orElseThrow(() -> unknown("group", groupText, "group")));
  }

  private List<Integer> groupsListing(String user) {
    return group
        .lines()
        .map(l -> Arrays.asList(l.split(":", -1)))
        .filter(f -> f.size() > GROUP && List.of(f.get(GROUP).split(",", -1)).contains(user))
        .map(f -> number(f, ID))
        .toList();
  }

  private static Optional<List<String>> line(String table, int field, String value) {
    return table
        .lines()
        .map(l -> Arrays.asList(l.split(":", -1)))
        .filter(f -> f.size() > GROUP && f.get(field).equals(value))
        .findFirst();
  }

  private static int number(List<String> fields, int field) {
    return parse(fields.get(field)).orElse(0);
  }

  private static OptionalInt parse(String text) {
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static EngineException unknown(String kind, String name, String file) {
    return new EngineException(
        "the image wants to run as "
            + kind
            + " \""
            + name
            + "\", and its /etc/"
            + file
            + " has none of that name; set runAsUser and runAsGroup");
  }
}
