# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The package: one archive that requires only Java 25.
: "${root:?}" "${state:?}"

# The platforms with an embedded PostgreSQL, and their names at its publisher.
platforms="linux-amd64 linux-arm64 darwin-arm64 darwin-amd64"

package_usage() {
    cat <<'TEXT'
Usage: ./evenkeel package [OPTION]...
Writes archives with all programs that require only Java 25, and prints their paths and those of their checksums.

  --out DIR            Directory for the archives (default: distribution/target)
  --platform PLATFORM  Platform of the embedded PostgreSQL: linux-amd64, linux-arm64, darwin-arm64, darwin-amd64,
                       or all (default: the platform of this machine)
  --without-database   Leave the embedded PostgreSQL out; the package then runs on every platform
  --check              Run the package of this machine as on a machine without a checkout, including the demo and the tutorial
  --image              Also write a container image of the package, as an OCI archive; requires root on Debian or Ubuntu
  --arch ARCH          Architecture of the image: amd64, arm64 or all (default: that of this machine)
  --check-image        Write and check the image; requires podman
TEXT
}

# package [OPTION]...: see package_usage. Builds from a copy of the sources, so that programs of this checkout can run and
# start meanwhile.
package() {
    local out="$root/distribution/target" wanted="" database=yes check=no image=no check_image=no arch=""
    while [ $# -gt 0 ]; do
        case $1 in
            --out) out=${2:?} && shift ;;
            --platform) wanted=${2:?} && shift ;;
            --without-database) database=no ;;
            --check) check=yes ;;
            --image) image=yes ;;
            --arch) arch=${2:?} && shift ;;
            --check-image) image=yes check_image=yes ;;
            --help | -h) package_usage && return ;;
            *) die "unknown option $1. Help: ./evenkeel package --help" 2 ;;
        esac
        shift
    done
    case " $platforms all  " in
        *" $wanted "*) ;;
        *) die "invalid --platform $wanted. Allowed: ${platforms// /, }, all" 2 ;;
    esac
    [ -z "$wanted" ] || [ "$database" = yes ] || die "--platform selects an embedded PostgreSQL; it cannot be combined with --without-database" 2
    [ "$image" = yes ] || [ -z "$arch" ] || die "--arch requires --image. Add --image, or remove --arch." 2
    [ "$image" = no ] || need_image_tools "$arch"
    [ "$check_image" = no ] || { need_program podman podman && need_program nft nftables; }
    [ "$image" = no ] || arch=$(image_architectures "$arch")
    [ "$wanted" != all ] || wanted=$platforms
    [ "$database" = no ] || wanted=${wanted:-$(this_platform)}
    mkdir -p "$out" "$state"
    out=$(cd "$out" && pwd -P)
    lock "$state/package.lock"
    rm -rf "$state/package"
    copy_sources "$state/package"
    SOURCE_DATE_EPOCH=$(source_time) "$state/package/evenkeel" package-in-place "$out" "$wanted" "$check" "$arch" "$check_image"
    unlock "$state/package.lock"
}

# this_platform: prints the platform of this machine.
this_platform() {
    local machine
    machine=$(uname -m)
    case $machine in
        x86_64) machine=amd64 ;;
        aarch64) machine=arm64 ;;
    esac
    printf '%s-%s' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$machine"
}

# package_in_place OUT PLATFORMS CHECK ARCHITECTURES CHECK_IMAGE: builds this checkout and writes the package of each platform, or
# one without a database if there are none; then the images of the architectures.
package_in_place() {
    local work="$state/package" name platform stage archive arch
    build_sbom >&2
    name="evenkeel-$(version)"
    say "collecting the files of the package ..."
    gather "$work/common"
    for platform in ${2:-none}; do
        stage="$work/$platform/$name" archive="$1/$name-$platform.tar.gz"
        [ "$platform" != none ] || archive="$1/$name.tar.gz"
        mkdir -p "$work/$platform"
        cp -Rp "$work/common" "$stage"
        add_database "$stage" "$platform"
        run_source PackageArchiveWriter age "$stage" "$SOURCE_DATE_EPOCH"
        run_source PackageArchiveWriter write "$stage" "$SOURCE_DATE_EPOCH" "$archive"
        say "$(basename "$archive"): $(($(wc -c <"$archive") / 1000000)) MB"
        if [ "$platform" = none ] || [ "$platform" = "$(this_platform)" ]; then
            [ "$3" = no ] || "$root/distribution/src/test/package/check.sh" "$archive" >&2
            [ "$3" = no ] || [ "$platform" = none ] || play_tutorial "$stage"
        fi
        printf '%s\n' "$archive" "$archive.sha256"
    done
    for arch in $4; do
        stage="$work/linux-$arch/$name" archive="$1/$name-linux-$arch.oci.tar"
        [ -d "$stage" ] || stage="$work/common"
        image "$stage" "$arch" "$archive" >&2
        [ "$5" = no ] || "$root/distribution/src/test/package/check-image.sh" "$archive" >&2
        printf '%s\n' "$archive"
    done
}

# copy_sources DIR: copies the files of the checkout that git does not ignore; without git, everything but build results.
copy_sources() {
    mkdir -p "$1"
    (cd "$root" && {
        git ls-files --cached --others --exclude-standard 2>/dev/null \
            || find . -name target -prune -o -path ./.evenkeel -prune -o -type f -print
    } | while IFS= read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done | tar -cf - -T -) | tar -xpf - -C "$1"
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

# gather DIR: copies the files that the packages of all platforms contain. Programs share their common libraries.
gather() {
    local module program library
    mkdir -p "$1/lib" "$1/deploy" "$1/help"
    cp -R "$root/distribution/src/main/package/." "$1/"
    for module in server cli examples/payments; do
        program=${module##*/}
        cp "$root/$module/target/evenkeel-${module/examples\//example-}-$(version).jar" "$1/evenkeel-$program.jar"
        for library in $(libraries "$1/evenkeel-$program.jar"); do
            case $library in
                embedded-postgres-binaries-*) ;;
                *) cp "$root/$module/target/lib/$library" "$1/lib/" ;;
            esac
        done
    done
    # Most of these libraries is not used: fonts, icons and scripts; and all but Argon2, in a jar that was signed.
    run_source JarFilter "$1"/lib/tabler__core-*.jar '(?i).*(pom\.properties|license[^/]*|/dist/css/tabler\.min\.css)'
    run_source JarFilter "$1"/lib/bcprov-*.jar \
        'org/bouncycastle/(LICENSE|crypto/((digests|generators|params)/)?[^/]*|(asn1|math|util)/.*)\.class'
    cp -R "$root"/deploy/. "$1/deploy/"
    cp "$root/LICENSE" "$root/distribution/target/bom.json" "$root/distribution/target/THIRD-PARTY.txt" "$1/"
    maven_repository "$1/maven" "$SOURCE_DATE_EPOCH"
    generate_bean_definitions "$1"
    complete_in "$1"
    "$JAVA_HOME/bin/java" -Devenkeel.command=evenkeel -cp "$1/evenkeel-cli.jar" dev.evenkeel.cli.HelpFilesWriter "$1/help"
    "$JAVA_HOME/bin/java" -Devenkeel.command=evenkeel -jar "$1/evenkeel-server.jar" --help >"$1/help/serve.txt"
    chmod -R u=rwX,go=rX "$1"
}

# generate_bean_definitions DIR: writes lib/evenkeel-server-beans.jar, the server's bean definitions as code. With it, the
# server does not search for its beans when it starts.
generate_bean_definitions() (
    say "generating the server's bean definitions ..."
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/classes"
    "$JAVA_HOME/bin/java" -cp "$1/evenkeel-server.jar" org.springframework.boot.SpringApplicationAotProcessor \
        dev.evenkeel.server.ServerBeanDefinitions "$work/sources" "$work/resources" "$work/classes" dev.evenkeel evenkeel-server \
        >"$work/log" 2>&1 || { cat "$work/log" >&2; die "the server's bean definitions were not generated"; }
    find "$work/sources" -name '*.java' | sort >"$work/files"
    "$JAVA_HOME/bin/javac" -proc:none -nowarn -d "$work/classes" -cp "$work/classes:$1/evenkeel-server.jar" "@$work/files" \
        >"$work/log" 2>&1 || { cat "$work/log" >&2; die "the server's bean definitions were not compiled"; }
    # Packages have classes in both JAR files and the version of the one that is read first.
    echo "Implementation-Version: $(version)" >"$work/manifest"
    "$JAVA_HOME/bin/jar" --create --manifest "$work/manifest" --date "$(output_timestamp)" \
        --file "$1/lib/evenkeel-server-beans.jar" -C "$work/classes" .
)

# add_database DIR PLATFORM: adds the embedded PostgreSQL of a platform, or none, and names it in the bill of materials and the
# third-party notices. Fails if a program in it is not of that platform.
add_database() {
    local artifact="" jar="" notice="/embedded-postgres-binaries-/d"
    if [ "$2" != none ]; then
        artifact="embedded-postgres-binaries-$2"
        artifact=${artifact/arm64/arm64v8}
        notice="s/embedded-postgres-binaries-[^ ]*/$artifact/"
        (cd "$root" && mvn -B -ntp -N dependency:copy -DoutputDirectory="$1/lib" -Dmdep.useBaseVersion=true \
            -Dartifact="io.zonky.test.postgres:$artifact:$(postgres_version)") >"$state/database.log" 2>&1 \
            || { first_errors "$state/database.log"; die "PostgreSQL for $2 was not downloaded; full log: $state/database.log"; }
        jar="$1/lib/$artifact-$(postgres_version).jar"
        say "$2: $(run_with_libraries "$1" NativeBinaryCheck "$jar" "$2")" || die "$jar contains programs of another platform"
    fi
    run_with_libraries "$1" DatabaseSbom "$1/bom.json" "$jar"
    sed "$notice" "$root/distribution/target/THIRD-PARTY.txt" >"$1/THIRD-PARTY.txt"
}

postgres_version() { sed -n 's:.*<embedded-postgres-binaries.version>\(.*\)</.*:\1:p' "$root/pom.xml"; }

# run_with_libraries DIR CLASS [ARGS]: runs a program of the module distribution from its source with a package's libraries.
run_with_libraries() {
    local libraries="$1/lib/*" class=$2
    shift 2
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$libraries" "$root/distribution/src/main/java/dev/evenkeel/distribution/$class.java" "$@"
}

# complete_in DIR: writes the completion scripts for bash and zsh.
complete_in() {
    local shell
    mkdir -p "$1/completion"
    for shell in bash zsh; do
        "$1/bin/evenkeel" completion "$shell" >"$1/completion/evenkeel.$shell"
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
