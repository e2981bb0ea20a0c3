# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Runs the tests, and takes pictures of the console.
: "${root:?}" "${state:?}"

# Counts what test reports say that are newer than a file: tests, failures, errors or skipped.
count_in_reports() {
    find "$root" -path '*/target/*-reports/*TEST-*.xml' -newer "$1" \
        -exec sed -n "s/.*<testsuite [^>]* $2=\"\([0-9]*\)\"[^>]*>.*/\1/p" {} + | awk '{ sum += $1 } END { print sum + 0 }'
}

# pictures [--data DIR] [FOLDER]: every page of the console on what a story of the demo has left, wide and narrow, light and dark.
pictures() {
    local data="$state/pictures-data" folder
    if [ "${1:-}" = --data ]; then
        [ -d "${2:-}/server" ] || die "--data needs the folder of a demo that has ended: ./evenkeel demo --story all --data DIR" 2
        data=$(cd "$2" && pwd -P)
        shift 2
    elif [ ! -f "$data/played" ]; then
        say "first the story is played, about thirteen minutes; the next time it is there ..."
        rm -rf "$data"
        (run cli dev.evenkeel.cli.EvenkeelCli demo --story all --data "$data") >&2 || die "the story did not end well"
        touch "$data/played"
    fi
    mkdir -p "${1:-$state/pictures}"
    folder=$(cd "${1:-$state/pictures}" && pwd -P)
    say "taking pictures ..."
    (cd "$root" && mvn -B -ntp -T2 verify -pl e2e -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
        -Dit.test=ConsoleTourIT -Dfailsafe.failIfNoSpecifiedTests=false \
        "-Devenkeel.tour=$data" "-Devenkeel.pictures=$folder") >"$state/pictures.log" 2>&1 \
        || { first_errors "$state/pictures.log"; die "a page was not as it has to be; the whole log is in $state/pictures.log"; }
    say "$(($(find "$folder" -name '*.png' -newer "$state/built" | wc -l))) pictures in $folder"
}

run_tests() {
    need_maven
    need_chromium
    find_prometheus
    find_alertmanager
    find_promtool
    find_faketime
    find_postgres
    find_node
    find_curl
    find_script_tools
    local -a arguments=(-B -ntp verify)
    local java17 ran failed skipped
    if java17=$(find_jdk_exactly 17); then
        arguments+=("-Devenkeel.java17=$java17")
    else
        say "no JDK 17 found: the SDK and what goes with it are compiled for 17 but tested on 25 only"
    fi
    mkdir -p "$state"
    touch "$state/testing"
    (cd "$root" && mvn "${arguments[@]}" "$@") || die "tests or checks failed (see above)"
    ran=$(count_in_reports "$state/testing" tests)
    [ "$ran" -gt 0 ] || die "no test ran: that is a failure"
    failed=$(($(count_in_reports "$state/testing" failures) + $(count_in_reports "$state/testing" errors)))
    skipped=$(count_in_reports "$state/testing" skipped)
    printf '%s passed, %s failed' "$((ran - failed - skipped))" "$failed"
    [ "$skipped" -eq 0 ] || printf ', %s skipped' "$skipped"
    printf '\n'
    [ "$failed" -eq 0 ] || die "tests failed (see above)"
}
