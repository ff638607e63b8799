#!/bin/sh
# A CNI plugin that has its caller killed where /opt/kill says "PLUGIN COMMAND MOMENT":
#   before   and nothing is done
#   during   and the plugin does its work, with nobody to answer to
#   after    the plugin has done its work, and nobody reads the answer
name=${0##*/}
input=$(cat)
work() {
  printf %s "$input" | "/usr/lib/cni/$name"
}
if [ -e /opt/kill ] && read -r plugin command moment </opt/kill && [ "$plugin $command" = "$name $CNI_COMMAND" ]; then
  rm /opt/kill
  [ "$moment" != after ] || work >/dev/null
  kill -9 $PPID
  [ "$moment" != during ] || work >/dev/null
  exit 1
fi
work
