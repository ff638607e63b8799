# What ./quickstart and ./verify ask of a machine, and how they get it. Sourced, from the root of the
# checkout; every function either succeeds or ends the script with one sentence.

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "$*"
  exit 1
}

need_root() {
  [ "$(id -u)" = 0 ] || die "$1 needs root: run \"sudo $1\"."
}

# Runs a command as the person who called sudo, so that nothing of theirs becomes root's.
as_invoker() {
  if [ -n "${SUDO_USER-}" ] && [ "$SUDO_USER" != root ]; then
    invoker_home=$(getent passwd "$SUDO_USER" | cut -d: -f6)
    runuser -u "$SUDO_USER" -- env HOME="$invoker_home" "$@"
  else
    "$@"
  fi
}

# install COMMAND:PACKAGE...: installs the Debian packages of those commands that are not there.
install() {
  packages=
  for pair in "$@"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || packages="$packages ${pair#*:}"
  done
  [ -z "$packages" ] && return
  command -v apt-get >/dev/null ||
    die "This machine lacks$packages and has no apt-get: install what provides them, then run this again."
  [ "$(id -u)" = 0 ] || die "This machine lacks$packages: install them with \"sudo apt-get install$packages\"."
  say "Installing$packages"
  log=$(mktemp)
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages >"$log" 2>&1 ||
    { apt-get update >"$log" 2>&1 &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages >"$log" 2>&1; } ||
    die "apt-get could not install$packages: $(tail -n 3 "$log")"
  rm -f "$log"
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"
}

# Exports JAVA_HOME: the one that is set, or any under /usr/lib/jvm, or the one in PATH.
find_jdk() {
  in_path=$(command -v javac || true)
  [ -n "$in_path" ] && in_path=$(dirname "$(dirname "$(readlink -f "$in_path")")")
  for candidate in "${JAVA_HOME-}" /usr/lib/jvm/* "$in_path"; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      JAVA_HOME=$(readlink -f "$candidate")
      export JAVA_HOME
      return
    fi
  done
  die "keelson is built by a JDK 25, and there is none in JAVA_HOME, /usr/lib/jvm or PATH: install one" \
    "(such as the package temurin-25-jdk) or set JAVA_HOME to it."
}

# Debian's own Go may be too old to fetch the one that the components ask for; 1.21 is the first that can.
find_go() {
  PATH=$PATH:/usr/local/go/bin:$(ls -d /usr/lib/go-*/bin 2>/dev/null | sort -V | tail -n 1)
  export PATH
  command -v go >/dev/null || install go:golang-go
  minor=$(go env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  [ "${minor:-0}" -ge 21 ] ||
    die "The component images are built by Go 1.21 or newer, and here is ${minor:+1.$minor}${minor:-none}:" \
      "install one to /usr/local/go, or let this machine reach registry.k8s.io."
}

# The component builder runs from its source, so it does not wait for Maven.
components() {
  as_invoker "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --class-path e2e/src/main/resources \
    e2e/src/main/java/dev/keelson/e2e/component/BuildComponents.java "$@"
}

maven() {
  MAVEN_OPTS="${MAVEN_OPTS-} -XX:+UseSerialGC -XX:TieredStopAtLevel=1" mvn -B -ntp "$@"
}
