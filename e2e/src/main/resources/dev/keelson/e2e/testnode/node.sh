#!/bin/bash
# A machine of its own made of namespaces.
#
#   node.sh boot ID DISK HOSTNAME ADDRESS   becomes the machine; says "booted" and lives until its input ends
#   node.sh enter ID PID COMMAND...         runs a command on it, PID being its first process
#
# DISK holds what a machine keeps over a reboot: its /etc, which begins as a copy of the host's, and
# its /opt, /var/lib and /var/log, which begin empty.
set -euo pipefail

# Each cgroup hierarchy of the host: directory, kind, options.
hierarchies() {
  awk '$3 == "cgroup" || $3 == "cgroup2" { print $2, $3, $4 }' /proc/mounts
}

# Joins the machine's own cgroup in each hierarchy, so that its pods' cgroups end with it.
join_cgroups() {
  while read -r directory kind _; do
    local own=$directory/$1
    mkdir -p "$own"
    for file in cpuset.cpus cpuset.mems; do
      if [ "$kind" = cgroup ] && [ -e "$own/$file" ] && [ -z "$(cat "$own/$file")" ]; then
        cat "$directory/$file" >"$own/$file"
      fi
    done
    echo $$ >"$own/cgroup.procs"
  done < <(hierarchies)
}

mount_sys() {
  local mounts
  mounts=$(hierarchies)
  mount -t sysfs sysfs /sys
  if grep -q cgroup2 <<<"$mounts" && ! grep -qv cgroup2 <<<"$mounts"; then
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    return
  fi
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  while read -r directory kind options; do
    mkdir -p "$directory"
    # Of the options only the controllers and a name choose the hierarchy.
    mount -t "$kind" -o "$(tr , '\n' <<<"$options" | grep -vE '^(rw|ro|relatime|nosuid|nodev|noexec)$' |
      paste -sd, || true)" cgroup "$directory"
  done <<<"$mounts"
}

# A private directory in the place of one of the host's.
disk() {
  mkdir -p "$2/disk$1" "$1"
  mount --bind "$2/disk$1" "$1"
}

boot() {
  local disk=$1 hostname=$2 address=$3
  mount --make-rprivate /
  mount_sys
  # A copy: below an overlay nothing may change, and the host lives on.
  if [ ! -d "$disk/disk/etc" ]; then
    mkdir -p "$disk/disk/etc"
    tar -C /etc --exclude=./kubernetes --exclude=./cni -cf - . | tar -C "$disk/disk/etc" -xf -
  fi
  disk /etc "$disk"
  disk /opt "$disk"
  disk /var/lib "$disk"
  disk /var/log "$disk"
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/lock /run/home
  hostname "$hostname"
  echo "$hostname" >/etc/hostname
  printf '127.0.0.1 localhost\n::1 localhost\n%s %s\n' "$address" "$hostname" >/etc/hosts
  ip link set lo up
  ip link add eth0 type veth peer name uplink
  ip address add "$address/24" dev eth0
  ip link set uplink up
  ip link set eth0 up
  ip route add default via "${address%.*}.1"
  echo booted
  # As every first process, bash reaps what is orphaned to it. The end of the input is the power switch.
  while read -r _; do :; done
}

case $1 in
  boot)
    join_cgroups "$2"
    exec unshare --mount --net --pid --uts --ipc --cgroup --fork --kill-child --mount-proc \
      "$BASH" "$0" booted "${@:3}"
    ;;
  booted)
    boot "${@:2}"
    ;;
  enter)
    join_cgroups "$2"
    exec nsenter --target "$3" --mount --net --pid --uts --ipc --cgroup --wd=/ -- \
      env HOME=/run/home "${@:4}"
    ;;
esac
