# Prints whatever pods have left on this node; nothing where they left nothing.
awk '$5 ~ "^/(run/keelson/engine|var/lib/keelson/engine|var/lib/kubelet/pods)/" { print "mount " $5 }' \
  /proc/self/mountinfo
find /sys/fs/cgroup -mindepth 2 -type d -path '*/kubepods*' | sed 's/^/cgroup /'
for process in /proc/[0-9]*; do
  program=$(readlink "$process/exe") || continue
  case ${program##*/} in
    conmon | runc | stamp | pause) echo "process ${process##*/} $(tr '\0' ' ' <"$process/cmdline")" ;;
  esac
done
for directory in /run/keelson/engine/sandboxes /run/keelson/engine/containers /run/keelson/engine/runc \
  /run/keelson/engine/exits /var/lib/keelson/engine/sandboxes /var/lib/keelson/engine/containers \
  /var/lib/kubelet/pods /var/log/pods; do
  [ ! -d $directory ] || find $directory -mindepth 1 -maxdepth 1 | sed 's/^/file /'
done
