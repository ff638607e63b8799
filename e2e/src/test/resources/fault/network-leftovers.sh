# Prints whatever pods have left of their networks; nothing where they left nothing.
for directory in /var/lib/cni/results /var/lib/cni/networks/keelson; do
  [ ! -d $directory ] || find $directory -mindepth 1 ! -name lock ! -name 'last_reserved*' | sed 's/^/file /'
done
ip -o link show type veth | grep keelson0 | sed 's/^/link /'
iptables-save | grep -e '-A CNI-[0-9a-f]' -e '-A CNI-DN' | sed 's/^/rule /'
exit 0
