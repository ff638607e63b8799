#!/bin/bash
# Makes images of Debian's nginx and busybox-static packages, under the names that Docker Hub gives
# such images, as one docker-archive: images.sh WORKSPACE ARCHITECTURE ARCHIVE
#
# Needs apt-get and dpkg-deb, no root: nothing is installed on this machine.
set -euo pipefail
workspace=$1 architecture=$2 archive=$3
manifest=

# With lists of its own: this machine's may be old, or not there at all.
apt() {
  apt-get -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" -o Dir::State::status=/dev/null \
    -o Dir::State::lists="$workspace/lists" -o Dir::Cache="$workspace/cache" "$@" >&2
}

# The packages and all that they depend on, as if this machine had none of them.
download() {
  mkdir -p "$workspace/$1.debs/partial"
  apt install --yes --download-only --no-install-recommends -o Dir::Cache::archives="$workspace/$1.debs" "${@:2}"
}

unpack() {
  local tree=$workspace/$1.tree directory package
  mkdir -p "$tree"/{dev,etc,proc,run,sys,tmp,root,usr}
  chmod 1777 "$tree/tmp"
  for directory in bin sbin lib lib64; do
    mkdir "$tree/usr/$directory"
    ln -s "usr/$directory" "$tree/$directory"
  done
  for package in "$workspace/$1".debs/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -C "$tree" --keep-directory-symlink --no-same-owner -xf -
  done
  rm -rf "$tree"/usr/share/{doc,info,locale,man}
  printf '%s\n' root:x:0:0:root:/root:/bin/sh www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin \
    nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin >"$tree/etc/passwd"
  printf '%s\n' root:x:0: www-data:x:33: nogroup:x:65534: >"$tree/etc/group"
}

# What the package's own scripts would do, and where the image writes what it logs.
configure_nginx() {
  local tree=$workspace/nginx.tree
  mkdir -p "$tree"/var/{log,lib}/nginx "$tree/var/www" "$tree/etc/nginx/sites-enabled"
  ln -sf ../sites-available/default "$tree/etc/nginx/sites-enabled/default"
  ln -s /usr/share/nginx/html "$tree/var/www/html"
  ln -sf /dev/stdout "$tree/var/log/nginx/access.log"
  ln -sf /dev/stderr "$tree/var/log/nginx/error.log"
}

configure_busybox() {
  local tree=$workspace/busybox.tree applet
  for applet in $("$tree/bin/busybox" --list); do
    [ -e "$tree/bin/$applet" ] || ln -s busybox "$tree/bin/$applet"
  done
}

# Moves a file to where its digest says, and prints the digest.
blob() {
  local digest
  digest=$(sha256sum "$1" | cut -d ' ' -f 1)
  mkdir -p "$workspace/archive/blobs/sha256"
  mv "$1" "$workspace/archive/blobs/sha256/$digest"
  echo "$digest"
}

# image NAME CONFIG TAG...
image() {
  local layer config tags
  tar -C "$workspace/$1.tree" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$workspace/layer" .
  layer=$(blob "$workspace/layer")
  printf '{"architecture":"%s","os":"linux","config":%s,"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$architecture" "$2" "$layer" >"$workspace/config"
  config=$(blob "$workspace/config")
  tags=$(printf ',"%s"' "${@:3}")
  manifest+=$(printf ',{"Config":"blobs/sha256/%s","RepoTags":[%s],"Layers":["blobs/sha256/%s"]}' \
    "$config" "${tags#,}" "$layer")
}

rm -rf "$workspace"
mkdir -p "$workspace"/{lists,cache}/partial
apt update
download nginx nginx
unpack nginx
configure_nginx
download busybox busybox-static
unpack busybox
configure_busybox
image nginx '{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Entrypoint":["nginx"],"Cmd":["-g","daemon off;"],"ExposedPorts":{"80/tcp":{}},"StopSignal":"SIGQUIT"}' \
  docker.io/library/nginx:latest
image busybox '{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["sh"]}' \
  docker.io/library/busybox:latest docker.io/library/busybox:1.28
echo "[${manifest#,}]" >"$workspace/archive/manifest.json"
tar -C "$workspace/archive" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$archive" manifest.json blobs
rm -rf "$workspace"
