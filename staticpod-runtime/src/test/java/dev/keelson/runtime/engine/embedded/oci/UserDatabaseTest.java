package dev.keelson.runtime.engine.embedded.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserDatabaseTest {
  private static final UserDatabase USERS =
      new UserDatabase(
          "root:x:0:0::/:/bin/sh\nbroken line\nweb:x:1234:1235::/:/bin/sh\n",
          "root:x:0:\nweb:x:1235:\nextra:x:77:other,web\nalien:x:88:webber\n");

  @ParameterizedTest
  @CsvSource({
    "'',          0,    0,    ''",
    "root,        0,    0,    ''",
    "web,         1234, 1235, 77",
    "1234,        1234, 1235, 77",
    "999,         999,  0,    ''",
    "999:5,       999,  5,    ''",
    "web:extra,   1234, 77,   77",
    "web:0,       1234, 0,    77",
  })
  void resolvesWhatTheImageSays(String user, int uid, int gid, String others) {
    List<Integer> gids = others.isEmpty() ? List.of() : List.of(Integer.valueOf(others));
    assertThat(USERS.resolve(user, ContractConfigs.security()))
        .isEqualTo(new ImageUser(uid, gid, gids));
  }

  @Test
  void securityContextReplacesTheImagesUser() {
    assertThat(USERS.resolve("root:root", as(OptionalInt.of(1234), OptionalInt.empty())))
        .isEqualTo(new ImageUser(1234, 1235, List.of(5, 77)));
    assertThat(USERS.resolve("", as(OptionalInt.of(65532), OptionalInt.of(65532))))
        .isEqualTo(new ImageUser(65532, 65532, List.of(5)));
  }

  @Test
  void unknownNamesAreNamed() {
    assertThatThrownBy(() -> USERS.resolve("nobody", ContractConfigs.security()))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "the image wants to run as user \"nobody\", and its /etc/passwd has none of that"
                + " name; set runAsUser and runAsGroup");
    assertThatThrownBy(() -> USERS.resolve("web:staff", ContractConfigs.security()))
        .hasMessageContaining("group \"staff\"");
  }

  @Test
  void strictGroupsLeaveTheImagesOut() {
    var strict = as(OptionalInt.of(1234), OptionalInt.of(9), true);
    assertThat(USERS.resolve("", strict)).isEqualTo(new ImageUser(1234, 9, List.of(5)));
  }

  private static ContainerSecurity as(OptionalInt user, OptionalInt group) {
    return as(user, group, false);
  }

  private static ContainerSecurity as(OptionalInt user, OptionalInt group, boolean strict) {
    return new ContainerSecurity(
        false,
        user,
        group,
        List.of(5),
        strict,
        List.of(),
        List.of(),
        false,
        false,
        new ContainerSecurity.Seccomp.Unconfined(),
        "",
        false);
  }
}
