package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.revision.Owner;
import java.util.List;

/** Only root may write below /etc and start containers. */
record IsPrivilegedUser(Owner user) implements Check {
  @Override
  public String name() {
    return "IsPrivilegedUser";
  }

  @Override
  public List<Finding> findings() {
    return user.uid() == 0
        ? List.of()
        : List.of(
            new Problem(
                "user is not running as root but as uid " + user.uid() + "; run it with sudo"));
  }
}
