package dev.keelson.e2e.component;

/**
 * The platform the components are built for, in the words of OCI and Go.
 *
 * @param architecture {@code amd64} or {@code arm64}
 */
public record Platform(String architecture) {

  /** This machine's platform. */
  public static Platform current() {
    return ofJavaArchitecture(System.getProperty("os.arch"));
  }

  static Platform ofJavaArchitecture(String name) {
    return new Platform(
        switch (name) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default ->
              throw new ComponentException(
                  "Components are built for amd64 and arm64, and this machine is " + name + ".");
        });
  }

  @Override
  public String toString() {
    return "linux-" + architecture;
  }
}
