# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Finds the tools of the launcher and the tests, and installs missing ones if possible.
: "${state:?}"

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install PACKAGE: installs a Debian package; requires root and apt.
install() {
    say "installing $1 (Debian package) ..."
    local log="$state/apt.log"
    mkdir -p "$state"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; } >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; die "could not install $1; full log: $log"; }
}

# unpack PACKAGE: extracts a Debian package into $state/PACKAGE without installing it, so that no service starts and the system
# is not changed.
unpack() {
    say "downloading $1 (Debian package) ..."
    local log="$state/apt.log"
    rm -rf "$state/fetch" && mkdir -p "$state/fetch"
    { { [ "$(id -u)" != 0 ] || apt-get update; } \
        && (cd "$state/fetch" && apt-get -o APT::Sandbox::User=root download "$1" && dpkg-deb -x "$1"_*.deb files) \
        && rm -rf "${state:?}/$1" && mv "$state/fetch/files" "$state/$1" && rm -rf "$state/fetch"; } >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; say "could not download $1; full log: $log"; return 1; }
}

# need_program PROGRAM PACKAGE: requires a program, and installs its Debian package if possible.
need_program() {
    command -v "$1" >/dev/null 2>&1 && return
    may_install || die "$1 not found. Install it, for example Debian's package $2." 2
    install "$2"
}

# is_jdk DIR VERSION: succeeds if the folder contains a JDK (with javac) of at least that feature version.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] && [ "$version" -ge "$2" ]
}

# jdk_on_path: prints the folder of the JDK whose javac is in the PATH, if any.
jdk_on_path() {
    local file target
    file=$(command -v javac) || return 0
    while [ -L "$file" ]; do
        target=$(readlink "$file")
        case $target in
            /*) file=$target ;;
            *) file=$(dirname "$file")/$target ;;
        esac
    done
    (cd "$(dirname "$file")/.." && pwd -P)
}

# find_jdk VERSION: prints the first JDK of at least that version.
find_jdk() {
    local candidate
    if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME" "$1"; then
        printf '%s\n' "$JAVA_HOME"
        return 0
    fi
    for candidate in "$(jdk_on_path)" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk "$candidate" "$1"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

need_java() {
    local found
    if ! found=$(find_jdk 25); then
        may_install || die "no JDK 25 found in JAVA_HOME, PATH and the usual folders. Install one, for example Debian's openjdk-25-jdk-headless or Temurin 25, and set JAVA_HOME." 2
        install openjdk-25-jdk-headless
        found=$(find_jdk 25) || die "openjdk-25-jdk-headless is installed, but /usr/lib/jvm contains no JDK 25. Set JAVA_HOME." 2
    fi
    export JAVA_HOME="$found"
}

need_maven() {
    command -v mvn >/dev/null 2>&1 && return
    may_install || die "Maven not found. Install Maven 3.9 or newer, for example Debian's package maven." 2
    install maven
}

need_chromium() {
    if [ -n "${EVENKEEL_CHROMIUM:-}" ]; then
        [ -x "$EVENKEEL_CHROMIUM" ] || die "EVENKEEL_CHROMIUM=$EVENKEEL_CHROMIUM is not an executable file" 2
        return
    fi
    local name
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then
            EVENKEEL_CHROMIUM=$(command -v "$name")
            export EVENKEEL_CHROMIUM
            return
        fi
    done
    may_install || die "Chromium not found; browser tests require it. Install it, for example Debian's package chromium, or set EVENKEEL_CHROMIUM." 2
    install chromium
    EVENKEEL_CHROMIUM=$(command -v chromium)
    export EVENKEEL_CHROMIUM
}

# Only one test requires Prometheus; it is skipped if Prometheus is missing.
find_prometheus() {
    if [ -n "${EVENKEEL_PROMETHEUS:-}" ]; then
        [ -x "$EVENKEEL_PROMETHEUS" ] || die "EVENKEEL_PROMETHEUS=$EVENKEEL_PROMETHEUS is not an executable file" 2
        return
    fi
    local fetched="$state/prometheus/usr/bin/prometheus"
    if command -v prometheus >/dev/null 2>&1; then
        EVENKEEL_PROMETHEUS=$(command -v prometheus)
    elif [ -x "$fetched" ] || { command -v apt-get >/dev/null 2>&1 && unpack prometheus && [ -x "$fetched" ]; }; then
        EVENKEEL_PROMETHEUS=$fetched
    else
        say "Prometheus not found: its test is skipped. Install it, or set EVENKEEL_PROMETHEUS."
        return
    fi
    export EVENKEEL_PROMETHEUS
}

# Only one test requires Alertmanager. Debian's package reads its templates from /usr/share, so it must be installed; its
# service is masked first, so that it does not start.
find_alertmanager() {
    if [ -n "${EVENKEEL_ALERTMANAGER:-}" ]; then
        [ -x "$EVENKEEL_ALERTMANAGER" ] || die "EVENKEEL_ALERTMANAGER=$EVENKEEL_ALERTMANAGER is not an executable file" 2
        return
    fi
    local name
    for name in prometheus-alertmanager alertmanager; do
        if command -v "$name" >/dev/null 2>&1; then
            EVENKEEL_ALERTMANAGER=$(command -v "$name")
            export EVENKEEL_ALERTMANAGER
            return
        fi
    done
    if ! may_install; then
        say "Alertmanager not found: its test is skipped. Install it, or set EVENKEEL_ALERTMANAGER."
        return
    fi
    systemctl mask prometheus-alertmanager.service >/dev/null 2>&1 || true
    (install prometheus-alertmanager) || { say "the Alertmanager test is skipped."; return; }
    EVENKEEL_ALERTMANAGER=$(command -v prometheus-alertmanager)
    export EVENKEEL_ALERTMANAGER
}

# Only the tests of generated rules require promtool; they are skipped if it is missing.
find_promtool() {
    local fetched="$state/promtool/usr/bin/promtool"
    if [ -n "${EVENKEEL_PROMTOOL:-}" ]; then
        [ -x "$EVENKEEL_PROMTOOL" ] || die "EVENKEEL_PROMTOOL=$EVENKEEL_PROMTOOL is not an executable file" 2
        return
    fi
    if command -v promtool >/dev/null 2>&1; then
        EVENKEEL_PROMTOOL=$(command -v promtool)
    elif [ -x "$fetched" ] || { command -v apt-get >/dev/null 2>&1 && unpack promtool && [ -x "$fetched" ]; }; then
        EVENKEEL_PROMTOOL=$fetched
    else
        say "promtool not found: tests of generated rules are skipped. Install it, or set EVENKEEL_PROMTOOL."
        return
    fi
    export EVENKEEL_PROMTOOL
}

# Only the test of the Node example requires Node; it is skipped if Node is missing.
find_node() {
    if [ -n "${EVENKEEL_NODE:-}" ]; then
        [ -x "$EVENKEEL_NODE" ] || die "EVENKEEL_NODE=$EVENKEEL_NODE is not an executable file" 2
        return
    fi
    if ! { command -v node && command -v npm; } >/dev/null 2>&1; then
        if ! may_install; then
            say "Node with npm not found: the test of the Node example is skipped. Install Node 20 or newer with npm, or set EVENKEEL_NODE."
            return
        fi
        (install nodejs && install npm) || { say "the test of the Node example is skipped."; return; }
    fi
    EVENKEEL_NODE=$(command -v node)
    export EVENKEEL_NODE
}

# find_optional PROGRAM PACKAGE SKIPPED: installs a program that some tests require; if that fails, prints what is skipped.
find_optional() {
    command -v "$1" >/dev/null 2>&1 && return
    if ! may_install || ! (install "$2"); then
        say "$1 not found: $3. Install Debian's package $2 or an equivalent."
    fi
}

find_curl() { find_optional curl curl "the tutorial is not tested"; }

# macOS has lsof where Linux has /proc.
find_lsof() { find_optional lsof lsof "the search for PostgreSQL's processes on macOS is not tested"; }

# Tools that check the scripts, and variants of standard tools as used on systems other than Debian.
find_script_tools() {
    find_optional shellcheck shellcheck "scripts are not checked"
    find_optional busybox busybox "the launcher is not tested with the tools of other systems"
    find_optional bsdtar libarchive-tools "the launcher is not tested with the tools of other systems"
}

# has_postgres DIR: succeeds if the folder contains the programs for the test of backup and restore.
has_postgres() {
    local program
    for program in initdb postgres pg_dump pg_restore createdb; do
        [ -x "$1/$program" ] || return 1
    done
}

# Only the test of backup and restore requires PostgreSQL; it is skipped if it is missing. The embedded PostgreSQL has no
# pg_dump, and the system's pg_dump is usually too old for it. The installation creates no cluster and starts no service.
find_postgres() {
    if [ -n "${EVENKEEL_POSTGRES_BIN:-}" ]; then
        has_postgres "$EVENKEEL_POSTGRES_BIN" || die "EVENKEEL_POSTGRES_BIN=$EVENKEEL_POSTGRES_BIN lacks initdb, postgres, pg_dump, pg_restore or createdb" 2
        return
    fi
    local place
    for place in /usr/lib/postgresql/*/bin; do
        ! has_postgres "$place" || return 0
    done
    if ! may_install; then
        say "PostgreSQL with pg_dump not found: the backup and restore test is skipped. Install it, or set EVENKEEL_POSTGRES_BIN."
        return
    fi
    systemctl mask postgresql.service >/dev/null 2>&1 || true
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        printf 'create_main_cluster = false\nstart_conf = manual\n' >/etc/postgresql-common/createcluster.conf
    fi
    (install postgresql) || say "the backup and restore test is skipped."
}

# Only clock faults require libfaketime; without it they are skipped and reported as skipped.
find_faketime() {
    [ -z "${EVENKEEL_FAKETIME:-}" ] || return 0
    local place
    for place in "$state"/libfaketime/usr/lib /usr/lib; do
        EVENKEEL_FAKETIME=$(find "$place" -name libfaketimeMT.so.1 2>/dev/null | head -n 1 || true)
        [ -z "$EVENKEEL_FAKETIME" ] || break
    done
    if [ -z "$EVENKEEL_FAKETIME" ] && command -v apt-get >/dev/null 2>&1 && unpack libfaketime; then
        EVENKEEL_FAKETIME=$(find "$state/libfaketime" -name libfaketimeMT.so.1 | head -n 1)
    fi
    [ -n "$EVENKEEL_FAKETIME" ] || say "libfaketime not found: clock faults are skipped. Set EVENKEEL_FAKETIME to libfaketimeMT.so.1."
    export EVENKEEL_FAKETIME
}

find_jdk_exactly() {
    local candidate
    for candidate in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
        if [ -x "$candidate/bin/java" ] && grep -qs "^JAVA_VERSION=\"$1" "$candidate/release"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}
