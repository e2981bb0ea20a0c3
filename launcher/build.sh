# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Incremental builds, the bill of materials, the Maven repository and the generated documents; the check for reproducible builds.
: "${root:?}" "${state:?}"

# changed MARK: succeeds if a source is newer than this mark, which the last build wrote.
changed() {
    [ -f "$1" ] || return 0
    [ -n "$(cd "$root" && find pom.xml .mvn config deploy docs ./*/pom.xml ./*/src/main examples/*/pom.xml examples/*/src/main \
        benchmarks/*/pom.xml benchmarks/*/src/main benchmarks/peers/*/pom.xml benchmarks/peers/*/src/main \
        -newer "$1" 2>/dev/null | head -n 1)" ]
}

build() { build_modules "$state/built" cli,server,examples/payments; }

# Modules with libraries for services.
for_services="core sdk openfeature junit observability starter"

# Builds the benchmarks and the modules of the compared libraries, which no other module needs.
build_benchmarks() {
    local peers
    peers=$(cd "$root" && printf ',%s' benchmarks/peers/*/pom.xml)
    build_modules "$state/built-benchmarks" "server,examples/payments,benchmarks${peers//\/pom.xml/}"
}

# first_errors LOG: prints the first errors of a Maven log.
first_errors() { grep -E '^\[ERROR\]' "$1" | head -n 20 >&2 || true; }

# build_modules MARK MODULES [SKIP]: builds the modules and their dependencies if a source is newer than the mark; one build
# at a time. Code checks are left to the tests; the file "unchecked" records that.
# With EVENKEEL_BUILD=no, nothing is built and the existing build is used, as tests of a build require.
build_modules() {
    local mark=$1 modules=$2 skip=${3:--Dmaven.test.skip=true}
    [ "${EVENKEEL_BUILD:-yes}" != no ] || return 0
    mkdir -p "$state"
    lock "$state/build.lock"
    if changed "$mark"; then
        need_maven
        say "building (the first build also downloads dependencies) ..."
        local started=$SECONDS
        touch "$state/building" "$state/unchecked"
        if ! (cd "$root" && mvn -B -ntp "$skip" -Dquick package -pl "$modules" -am) >"$state/build.log" 2>&1 < <(:); then
            unlock "$state/build.lock"
            first_errors "$state/build.log"
            die "the build failed; full log: $state/build.log"
        fi
        mv "$state/building" "$mark"
        say "built in $((SECONDS - started)) s"
    fi
    unlock "$state/build.lock"
}

# build_sbom: writes the bill of materials of everything that is distributed, and the third-party notices; prints their paths.
# -DskipTests still compiles the tests, because some modules use test classes of others.
build_sbom() {
    local target="$root/distribution/target"
    build_modules "$state/built-distribution" distribution -DskipTests
    "$JAVA_HOME/bin/java" -cp "$target/classes:$root/cli/target/lib/*" dev.evenkeel.distribution.ThirdPartyNotices \
        "$target/bom.json" >"$target/THIRD-PARTY.txt"
    printf '%s\n' "$target/bom.json" "$target/THIRD-PARTY.txt"
}

# Prints the version of the project.
version() { sed -n 's:^    <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1; }

# Prints the time of the entries in all jars that the build writes.
output_timestamp() { sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' "$root/pom.xml"; }

# build_maven DIR: builds the libraries for services into a Maven repository and prints its URL.
build_maven() {
    build_modules "$state/built-for-services" "${for_services// /,}" -DskipTests
    mkdir -p "$1"
    maven_repository "$1" newest
    printf 'file://%s\n' "$(cd "$1" && pwd -P)"
}

# maven_repository DIR SECONDS [CLASSIFIER...]: writes the libraries for services in the layout of a Maven deployment, with
# checksums; replaces existing files of this version. SECONDS since 1970 determine the name of a snapshot, so that the same
# sources give the same files; "newest" is the time of the newest jar. CLASSIFIERs name the additional jars of a release.
maven_repository() {
    local into=$1 seconds=$2 version module classifier jar
    local -a jars=()
    version=$(version)
    shift 2
    for module in $for_services; do
        for classifier in "" "$@"; do
            for jar in "$root/$module/target/evenkeel-"*"-$version${classifier:+-$classifier}.jar"; do
                [ -f "$jar" ] || die "module $module is not built"
                jars+=("$jar")
            done
        done
    done
    run_source MavenRepositoryWriter "$into" "$version" "$seconds" "${jars[@]}"
}

# run_source CLASS [ARGS]: runs a program of the module distribution from its source file, without a build.
run_source() {
    local class=$1
    shift
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xshare:auto "$root/distribution/src/main/java/dev/evenkeel/distribution/$class.java" "$@"
}

# Builds HEAD in two folders with different paths and compares every jar and the bill of materials.
verify_reproducible() (
    need_maven
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    one="$work/one" two="$work/two/and/a/longer/path" different=0 compared=0
    build_apart "$one"
    build_apart "$two"
    while IFS= read -r jar; do
        compared=$((compared + 1))
        cmp -s "$one/$jar" "$two/$jar" && continue
        different=$((different + 1))
        say "$jar differs:"
        entries "$one/$jar" "$work/entries/one"
        entries "$two/$jar" "$work/entries/two"
        diff -rq "$work/entries/one" "$work/entries/two" >&2 || true
    done < <(cd "$one" && find . -path '*/target/*' \( -name 'evenkeel-*.jar' -o -name bom.json \) ! -path '*/target/lib/*' | sort)
    [ "$compared" -gt 0 ] || die "the build created no files to compare"
    printf '%s files, %s of them differ\n' "$compared" "$different"
    [ "$different" -eq 0 ] || die "the build is not reproducible"
)

# build_apart DIR: builds HEAD in the folder, without earlier build results.
build_apart() {
    say "building $1 ..."
    mkdir -p "$1"
    (cd "$root" && git archive HEAD) | tar -xf - -C "$1"
    (cd "$1" && mvn -B -ntp -DskipTests -Dquick package -pl distribution -am) >"$1/build.log" 2>&1 \
        || { first_errors "$1/build.log"; die "the build failed"; }
}

# Writes the generated regions of documents: the tests that check them write them when evenkeel.docs=write is set.
write_docs() {
    need_maven
    mkdir -p "$state"
    say "building, and generating the documents ..."
    (cd "$root" && mvn -B -ntp verify -pl server,distribution -am -Dquick -Devenkeel.docs=write \
        -Dtest=ConfigurationReferenceTest,ChecksReferenceTest,ServiceSettingsTest -Dsurefire.failIfNoSpecifiedTests=false \
        -Dit.test=MetricsReferenceIT -Dfailsafe.failIfNoSpecifiedTests=false) >"$state/docs.log" 2>&1 \
        || { first_errors "$state/docs.log"; die "the documents were not written; full log: $state/docs.log"; }
    say "docs/reference is up to date; to see the changes: git diff"
}

# entries FILE DIR: extracts a jar into the folder; copies any other file.
entries() {
    rm -rf "$2" && mkdir -p "$2"
    case $1 in
        *.jar) (cd "$2" && "$JAVA_HOME/bin/jar" -xf "$1") ;;
        *) cp "$1" "$2" ;;
    esac
}
