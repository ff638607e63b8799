/**
 * A whole machine, emulated: what a test node cannot be, for it shares this machine's kernel. It
 * has systemd as process 1, cgroup v2 alone, AppArmor, and a power switch. Knows nothing of what
 * runs on it.
 */
@NullMarked
package dev.keelson.e2e.guest;

import org.jspecify.annotations.NullMarked;
