/** The distribution on a whole machine of its own: systemd, cgroup v2, AppArmor, power cuts. */
@NullMarked
package dev.keelson.e2e.guest;

import org.jspecify.annotations.NullMarked;
