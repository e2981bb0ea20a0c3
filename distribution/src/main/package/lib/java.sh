# shellcheck shell=sh
# SPDX-License-Identifier: Apache-2.0
# Sourced by the programs in bin, with $name and $home set: requires Java 25 and sets $java and the JVM options of each program.
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
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$(dirname "$(dirname "$(real_path "$java")")")/release" 2>/dev/null)
[ "${version:-25}" -ge 25 ] || {
    echo "$name: $java is Java $version, but Java 25 or newer is required. Set JAVA_HOME to a Java 25." >&2
    exit 1
}
# shellcheck disable=SC2034 # the programs in bin use it
server_options='-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xmx1g --enable-native-access=ALL-UNNAMED'
# shellcheck disable=SC2034 # the programs in bin use it
cli_options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED'

# start NAME OPTIONS ARGUMENTS...: replaces this process by the program, with its cache if there is one. If the JVM rejects the
# cache, it runs without it and prints no message.
start() {
    program=$1 options=$2
    shift 2
    set -- "-Devenkeel.home=$home" -jar "$home/evenkeel-$program.jar" "$@"
    [ ! -r "$home/cache/$program.aot" ] || set -- "-XX:AOTCache=$home/cache/$program.aot" '-Xlog:aot*=off' '-Xlog:cds*=off' "$@"
    # shellcheck disable=SC2086 # several options
    exec "$java" $options ${EVENKEEL_JAVA_OPTIONS:-} "$@"
}
