#!/bin/bash
# Makes Debian for an emulated machine, of packages.
#
#   guest.sh DIRECTORY      makes DIRECTORY with disk.ext4, kernel and initrd, all or nothing
#
# The machine mounts its second disk at /opt/keelson, and runs each script that comes in at its
# virtio port "keelson", base64 on a line, answering with a line of its exit status and its output.
set -euo pipefail
directory=$1
partial=$directory.partial
root=$partial/root
rm -rf "$partial"
mkdir -p "$partial"

# The initial ram disk has what mounts the disk and nothing else: unpacking it is emulated as well.
mmdebstrap --quiet --variant=minbase \
  --include=systemd,systemd-sysv,dbus,linux-image-cloud-amd64,initramfs-tools,kmod \
  --include=runc,conmon,apparmor,iproute2,procps,util-linux,mount,curl \
  --essential-hook='mkdir -p "$1/etc/initramfs-tools/conf.d"' \
  --essential-hook='echo MODULES=list >"$1/etc/initramfs-tools/conf.d/guest"' \
  --essential-hook='printf "virtio_pci\nvirtio_blk\next4\n" >"$1/etc/initramfs-tools/modules"' \
  bookworm "$root"

echo guest >"$root/etc/hostname"
printf '127.0.0.1 localhost\n192.0.2.21 guest\n' >"$root/etc/hosts"
printf '/dev/vdb /opt/keelson ext4 ro 0 0\n' >"$root/etc/fstab"
mkdir -p "$root/opt/keelson"

cat >"$root/usr/local/sbin/guest-agent" <<'AGENT'
#!/bin/bash
exec 3<>/dev/virtio-ports/keelson
echo ready >&3
while read -r -u 3 script; do
  output=$(base64 -d <<<"$script" | bash 2>&1)
  status=$?
  printf '%s %s\n' "$status" "$(base64 -w 0 <<<"$output")" >&3
done
AGENT
chmod 755 "$root/usr/local/sbin/guest-agent"

cat >"$root/etc/systemd/system/guest-agent.service" <<'UNIT'
[Unit]
Description=Runs what the test asks for
Requires=dev-virtio\x2dports-keelson.device
After=dev-virtio\x2dports-keelson.device
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/local/sbin/guest-agent
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
UNIT
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s /etc/systemd/system/guest-agent.service "$root/etc/systemd/system/multi-user.target.wants/"

# What a machine that lives for two minutes has no use for.
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer \
  e2scrub_reap.service fstrim.timer getty.target systemd-tmpfiles-clean.timer; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done

cp "$root"/boot/vmlinuz-* "$partial/kernel"
cp "$root"/boot/initrd.img-* "$partial/initrd"
rm -rf "$root"/boot/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
truncate -s 3G "$partial/disk.ext4"
mke2fs -q -F -t ext4 -d "$root" "$partial/disk.ext4"
rm -rf "$root"
sync --file-system "$partial"
mv "$partial" "$directory"
sync --file-system "$directory"
