# shellcheck shell=sh
# SPDX-License-Identifier: Apache-2.0
# Sourced by the programs in bin, with $name and $home set: requires Java 25 and sets $java, $release and $cache.
: "${name:?}" "${home:?}"

# real_path FILE: prints the path with symbolic links resolved.
real_path() (
    file=$1
    while [ -L "$file" ]; do
        link=$(readlink "$file")
        case $link in /*) file=$link ;; *) file=$(dirname "$file")/$link ;; esac
    done
    printf '%s\n' "$file"
)

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || {
    echo "$name: Java not found. Install Java 25. If it is not in the PATH, set JAVA_HOME." >&2
    exit 1
}
release=$(dirname "$(dirname "$(real_path "$java")")")/release
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null)
[ "${version:-25}" -ge 25 ] || {
    echo "$name: $java is Java $version, but Java 25 or newer is required. Set JAVA_HOME to a Java 25." >&2
    exit 1
}

# The folder with the startup caches: in the package, or in the user's cache folder if the user cannot write to the package.
cache=$home/cache
if [ ! -e "$cache/cli.aot" ] && [ ! -w "$cache" ] && { [ -e "$cache" ] || [ ! -w "$home" ]; } && [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ]; then
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/evenkeel/startup-$(printf '%s' "$home" | cksum | tr ' ' -)
fi

# options PROGRAM: sets $options, the JVM options of a program, and $main, its main class.
options() {
    case $1 in
        cli)
            options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m'
            main=dev.evenkeel.cli.EvenkeelCli
            ;;
        server)
            options='-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xmx1g -Dspring.aot.enabled=true'
            main=dev.evenkeel.server.EvenkeelServer
            ;;
        payments)
            options='-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xmx1g'
            main=dev.evenkeel.examples.payments.PaymentsApplication
            ;;
    esac
    options="$options --enable-native-access=ALL-UNNAMED -Devenkeel.command=evenkeel"
}

# The jar with the embedded PostgreSQL of this package; empty if there is none.
database=$(find "$home/lib" -name 'embedded-postgres-binaries-*.jar')

# class_path PROGRAM: prints the class path of a program.
class_path() {
    printf '%s' "$home/evenkeel-$1.jar"
    [ "$1" != server ] || printf ':%s' "$home/lib/evenkeel-server-beans.jar"
    [ -z "$database" ] || printf ':%s' "$database"
}

# start PROGRAM ARGUMENTS...: replaces this process by the program. Uses its startup cache if this Java wrote it; if the JVM
# rejects the cache nevertheless, it runs without it and prints no message. A server without a cache creates one in the
# background when it is ready, unless EVENKEEL_STARTUP_CACHE is off.
start() {
    program=$1
    shift
    options "$program"
    set -- "-Devenkeel.home=$home" -cp "$(class_path "$program")" "$main" "$@"
    if [ -r "$cache/$program.aot" ] && cmp -s "$cache/release" "$release"; then
        set -- "-XX:AOTCache=$cache/$program.aot" '-Xlog:aot*=off' '-Xlog:cds*=off' "$@"
    elif [ "$program" = server ] && [ -n "$database" ] && [ -r "$release" ] && [ "${EVENKEEL_STARTUP_CACHE:-on}" != off ]; then
        set -- "-Devenkeel.startup-cache-command=$home/bin/evenkeel-train" "$@"
    fi
    # shellcheck disable=SC2086 # several options
    exec "$java" $options ${EVENKEEL_JAVA_OPTIONS:-} "$@"
}
