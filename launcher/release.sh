# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# A release: builds, checks, signs and lists all files to publish, from a copy of HEAD. Publishes nothing.
: "${root:?}" "${state:?}" "${for_services:?}" "${platforms:?}"

release_usage() {
    cat <<'TEXT'
Usage: ./evenkeel release --dry-run VERSION [OPTIONS]

Builds all files of a release from a copy of HEAD: packages, software bill of materials, Maven bundle, checksums,
signatures and release notes. Changes neither the working tree nor the repository, and publishes nothing.

  --out DIR      folder for the files, new or empty (default: .evenkeel/release/VERSION)
  --scm URL      https URL of the public repository, for the POMs; Maven Central requires it
  --key FILE     secret OpenPGP key that signs the files; Maven Central requires signatures.
                 EVENKEEL_SIGNING_PASSPHRASE contains its passphrase.
  --skip-tests   does not run the tests, for a rehearsal

Example: ./evenkeel release --dry-run 0.1.0 --scm https://git.example.org/evenkeel --key signing-key.asc
TEXT
}

# release --dry-run VERSION [--out DIR] [--scm URL] [--key FILE] [--skip-tests]
release() {
    release="" out="" scm="" key="" dry=no tests=yes
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h)
                release_usage
                return
                ;;
            --dry-run) dry=yes ;;
            --skip-tests) tests=no ;;
            --out | --scm | --key)
                [ -n "${2:-}" ] || die "$1 requires a value. To see the options: ./evenkeel release --dry-run --help" 2
                case $1 in
                    --out) out=$2 ;;
                    --scm) scm=$2 ;;
                    --key) key=$2 ;;
                esac
                shift
                ;;
            -*) die "unknown option $1. Allowed: --dry-run, --out DIR, --scm URL, --key FILE, --skip-tests" 2 ;;
            *)
                [ -z "$release" ] || die "release takes one version, got $release and $1" 2
                release=$1
                ;;
        esac
        shift
    done
    check_release_options
    started=$SECONDS
    temp=$(mktemp -d)
    trap 'end_release $?' EXIT
    trap 'exit 130' INT TERM
    check_release
    [ -z "$key" ] || start_signing
    copy_for_release
    build_release
    mkdir -p "$out"
    mv "$files"/* "$out"/
    list_release
}

# end_release CODE: deletes the keyring and the copy; after a failed build, keeps the copy because of its logs.
end_release() {
    if [ -d "$temp/gnupg" ]; then
        gpgconf --kill gpg-agent
        rm -rf "$temp/gnupg"
    fi
    if [ "$1" = 0 ] || [ ! -d "$temp/evenkeel" ]; then
        rm -rf "$temp"
    else
        say "the copy with its logs is kept: $temp/evenkeel"
    fi
}

# Checks the options of a release without reading the repository.
check_release_options() {
    local semver='^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?$'
    [ -n "$release" ] || die "release requires a version, for example: ./evenkeel release --dry-run 0.1.0" 2
    [[ $release =~ $semver && $release != *SNAPSHOT* ]] \
        || die "invalid version $release. Allowed: MAJOR.MINOR.PATCH, with a suffix for a pre-release, such as 0.1.0 or 0.1.0-rc.1" 2
    [ "$dry" = yes ] \
        || die "publishing is not built in. Build the files with ./evenkeel release --dry-run $release, then upload them as described in RELEASING.md" 2
    [ -z "$scm" ] || [[ $scm =~ ^https://[A-Za-z0-9._~:/@%+-]+$ ]] \
        || die "invalid value for --scm: $scm. Allowed: the https URL of the public repository, such as https://git.example.org/evenkeel" 2
    [ -z "$key" ] || [ -r "$key" ] || die "cannot read the key file $key. --key takes a file with a secret OpenPGP key, from gpg --export-secret-keys --armor" 2
    [ -z "$key" ] || command -v gpg >/dev/null || die "--key requires gpg. Install it, for example Debian's package gnupg." 2
    out=${out:-$state/release/$release}
    case $out in /*) ;; *) out="$PWD/$out" ;; esac
    [ -z "$(ls -A "$out" 2>/dev/null)" ] || die "$out is not an empty folder. Choose another one with --out, or delete it." 2
}

# Checks that HEAD is ready for the release.
check_release() {
    local changes
    changes=$(cd "$root" && git status --porcelain) || die "$root is not a Git checkout. A release is built from a commit."
    [ -z "$changes" ] || die "the working tree has uncommitted changes. Commit or stash them:
$changes"
    ! (cd "$root" && git rev-parse -q --verify "refs/tags/v$release") >/dev/null \
        || die "version $release is already tagged as v$release. Choose the next version."
    [ -n "$(changelog_section "$root/CHANGELOG.md")" ] \
        || die "CHANGELOG.md has no section for $release. Add the heading \"## $release (unreleased)\" and describe the changes."
    say "checked: version $release is new, the working tree is clean, CHANGELOG.md has a section"
}

# changelog_section FILE: prints the section of the release, without its heading.
changelog_section() {
    awk -v version="$release" '/^## / { inside = ($2 == version); next } inside' "$1"
}

# Imports the signing key into a temporary keyring and signs a file, so that an invalid key or passphrase fails early.
start_signing() {
    mkdir -m 700 "$temp/gnupg"
    export GNUPGHOME="$temp/gnupg"
    gpg --batch --quiet --import "$key" 2>"$temp/gpg.log" || { cat "$temp/gpg.log" >&2; die "cannot import the key file $key"; }
    signer=$(gpg --batch --list-secret-keys --with-colons | awk -F: '$1 == "fpr" && !found++ { print $10 }')
    [ -n "$signer" ] || die "$key contains no secret key. Export it with gpg --export-secret-keys --armor."
    printf 'test' >"$temp/signed"
    sign "$temp/signed"
    say "signing with key $signer"
}

# sign FILE: writes the signature FILE.asc and verifies it. Does nothing without a key.
sign() {
    [ -n "$key" ] || return 0
    { gpg --batch --yes --pinentry-mode loopback --passphrase-fd 3 --local-user "$signer" --armor --detach-sign "$1" \
        3< <(printf '%s' "${EVENKEEL_SIGNING_PASSPHRASE:-}") && gpg --batch --verify "$1.asc" "$1"; } 2>"$temp/gpg.log" \
        || { cat "$temp/gpg.log" >&2; die "cannot sign ${1##*/}. Check the key and EVENKEEL_SIGNING_PASSPHRASE."; }
}

# Clones HEAD and commits the version of the release in the clone; root and state are those of the clone from then on.
copy_for_release() {
    local old time file
    files="$temp/files"
    old=$(version)
    time=$(cd "$root" && git log -1 --format=%cI)
    git clone --quiet "$root" "$temp/evenkeel" 2>"$temp/git.log" || { cat "$temp/git.log" >&2; die "cannot copy HEAD"; }
    root="$temp/evenkeel" state="$temp/evenkeel/.evenkeel"
    mkdir -p "$state" "$files"
    cd "$root" || die "cannot open $root"
    git grep -lF -e "$old" -- '*pom.xml' '*.md' ':!benchmarks/results' ':!CHANGELOG.md' | while IFS= read -r file; do
        replace "$file" "s|${old//./\\.}|$release|g"
    done
    replace CHANGELOG.md "s|^## ${release//./\\.} (unreleased)\$|## $release ($(date -u +%Y-%m-%d))|"
    [ -z "$scm" ] || replace pom.xml "s|<evenkeel.repository/>|<evenkeel.repository>$scm</evenkeel.repository>|"
    [ "$(version)" = "$release" ] || die "the version in pom.xml is $(version), expected $release"
    GIT_AUTHOR_DATE=$time GIT_COMMITTER_DATE=$time git -c user.name="Evenkeel contributors" -c user.email="" \
        -c commit.gpgsign=false commit --quiet --no-verify --all --message "Release $release"
    git format-patch --quiet --stdout HEAD~1 >"$files/release-commit.patch"
    say "set the version $release in a copy of commit $(git rev-parse --short HEAD~1)"
}

# replace FILE EXPRESSION: edits a file with sed.
replace() {
    sed -e "$2" "$1" >"$temp/replaced"
    cat "$temp/replaced" >"$1"
}

# Builds all files in the clone.
build_release() {
    local name="evenkeel-$release"
    tested="NOT TESTED: the tests were skipped (--skip-tests)"
    if [ "$tests" = yes ]; then
        step "running all tests"
        (run_tests) >"$temp/tests"
        tested="tests: $(cat "$temp/tests")"
    fi
    step "verifying that the build is reproducible"
    verify_reproducible >"$temp/reproducible"
    step "building the packages"
    SOURCE_DATE_EPOCH=$(source_time)
    export SOURCE_DATE_EPOCH
    package_in_place "$files" "$platforms none" no "" no >"$temp/packages"
    step "writing the bill of materials"
    build_sbom >"$temp/sbom"
    cp "$root/distribution/target/bom.json" "$files/$name.cdx.json"
    cp "$root/distribution/target/THIRD-PARTY.txt" "$files/$name-THIRD-PARTY.txt"
    step "building the Maven bundle"
    build_central_bundle "$files/$name-maven.zip"
    step "writing release notes, checksums and signatures"
    { printf '# Evenkeel %s\n' "$release" && changelog_section CHANGELOG.md && printf '\n## Checksums\n\n' \
        && run_source ReleaseFileTable table "$files"; } >"$temp/notes"
    mv "$temp/notes" "$files/RELEASE-NOTES.md"
    run_source ReleaseFileTable sums "$files" >"$temp/sums"
    mv "$temp/sums" "$files/SHA256SUMS"
    for file in "$files"/*; do
        sign "$file"
    done
}

# step TEXT: prints the step and the time since the start.
step() { say "[$((SECONDS - started)) s] $1 ..."; }

# build_central_bundle FILE: writes the libraries for services as Maven Central's portal takes them, and checks them against
# its requirements.
build_central_bundle() {
    local file
    local -a exemptions=()
    [ -n "$key" ] || exemptions+=(--unsigned)
    [ -n "$scm" ] || exemptions+=(--no-repository)
    mvn -B -ntp -Prelease -Dquick -DskipTests package -pl "${for_services// /,}" -am >"$state/bundle.log" 2>&1 \
        || { first_errors "$state/bundle.log"; die "the jars of sources and Javadoc were not built"; }
    maven_repository "$temp/maven" "$(source_time)" sources javadoc
    find "$temp/maven" \( -name '*.jar' -o -name '*.pom' \) >"$temp/to-sign"
    while IFS= read -r file; do
        sign "$file"
    done <"$temp/to-sign"
    "$JAVA_HOME/bin/jar" --create --no-manifest --date "$(output_timestamp)" --file "$1" -C "$temp/maven" dev
    run_source MavenCentralRules "$1" "$release" ${exemptions[@]+"${exemptions[@]}"} >"$temp/central" \
        || { cat "$temp/central" >&2; die "the Maven bundle does not meet the requirements of Maven Central"; }
}

# Prints the files of the release and what was not done.
list_release() {
    printf 'Evenkeel %s, built in %s s in %s\n\n' "$release" "$((SECONDS - started))" "$out"
    run_source ReleaseFileTable table "$out"
    printf '\n%s\nreproducible build: %s\nMaven bundle: %s\n' "$tested" "$(cat "$temp/reproducible")" "$(cat "$temp/central")"
    [ -z "$key" ] || printf 'signed with key %s\n' "$signer"
    printf '\nNot done:\n'
    [ "$tests" = yes ] || printf -- '- tests: run without --skip-tests\n'
    [ -n "$key" ] || printf -- '- signatures: Maven Central rejects the bundle; use --key FILE\n'
    [ -n "$scm" ] || printf -- '- URL of the repository in the POMs: Maven Central rejects the bundle; use --scm URL\n'
    printf -- '- tag v%s and upload: see RELEASING.md\n' "$release"
}
