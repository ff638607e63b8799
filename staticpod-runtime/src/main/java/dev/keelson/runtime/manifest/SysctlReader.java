package dev.keelson.runtime.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads kernel parameters; their names come with dots, or with slashes between the words. */
final class SysctlReader {
  private static final int LONGEST = 253;
  private static final String WORD = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile("(" + WORD + "[./])*" + WORD);

  private SysctlReader() {}

  static Map<String, String> read(Fields pod) {
    Map<String, String> sysctls = new LinkedHashMap<>();
    pod.objects(
        "sysctls",
        fields -> {
          String written = fields.required("name");
          String value = fields.required("value");
          String name = dotted(written);
          if (!written.isEmpty() && !isName(written)) {
            fields.problem("name", "\"" + written + "\" is no name of a kernel parameter");
          } else if (sysctls.putIfAbsent(name, value) != null) {
            fields.problem("name", written + " is given twice");
          }
          return name;
        });
    return sysctls;
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST && NAME.matcher(text).matches();
  }

  /** Where the words are parted by slashes, a dot belongs to a word, as in an interface's name. */
  private static String dotted(String name) {
    int slash = name.indexOf('/');
    int dot = name.indexOf('.');
    return slash < 0 || (dot >= 0 && dot < slash) ? name : swapped(name);
  }

  private static String swapped(String name) {
    return name.replace('.', '\0').replace('/', '.').replace('\0', '/');
  }
}
