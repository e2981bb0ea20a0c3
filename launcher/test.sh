# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Test runs and screenshots of the console.
: "${root:?}" "${state:?}"

# count_in_reports FILE ATTRIBUTE: sums tests, failures, errors or skipped over the test reports that are newer than the file.
count_in_reports() {
    find "$root" -path '*/target/*-reports/*TEST-*.xml' -newer "$1" \
        -exec sed -n "s/.*<testsuite [^>]* $2=\"\([0-9]*\)\"[^>]*>.*/\1/p" {} + | awk '{ sum += $1 } END { print sum + 0 }'
}

# pictures [--data DIR] [FOLDER]: takes screenshots of every console page with the data of a demo story, wide and narrow,
# light and dark.
pictures() {
    local data="$state/pictures-data" folder
    if [ "${1:-}" = --data ]; then
        [ -d "${2:-}/server" ] || die "--data requires the folder of a finished demo. To create it: ./evenkeel demo --story all --data DIR" 2
        data=$(cd "$2" && pwd -P)
        shift 2
    elif [ ! -f "$data/played" ]; then
        say "running the demo once to create data, about 13 minutes; later runs reuse it ..."
        rm -rf "$data"
        (run cli dev.evenkeel.cli.EvenkeelCli demo --story all --data "$data") >&2 || die "the demo failed"
        touch "$data/played"
    fi
    mkdir -p "${1:-$state/pictures}"
    folder=$(cd "${1:-$state/pictures}" && pwd -P)
    say "taking screenshots ..."
    (cd "$root" && mvn -B -ntp -T2 verify -pl e2e -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
        -Dit.test=ConsoleTourIT -Dfailsafe.failIfNoSpecifiedTests=false \
        "-Devenkeel.tour=$data" "-Devenkeel.pictures=$folder") >"$state/pictures.log" 2>&1 \
        || { first_errors "$state/pictures.log"; die "a page check failed; full log: $state/pictures.log"; }
    say "$(($(find "$folder" -name '*.png' -newer "$state/built" | wc -l))) screenshots in $folder"
}


# Finds the tools that tests require, and those without which some tests are skipped.
find_test_tools() {
    need_maven
    need_chromium
    find_prometheus
    find_alertmanager
    find_promtool
    find_faketime
    find_postgres
    find_node
    find_curl
    find_lsof
    find_script_tools
}

# run_tests [--quick [MODULE ...]] [Maven arguments]
run_tests() {
    rm -rf "$state/test-times"
    mkdir -p "$state/test-times"
    touch "$state/testing"
    trap end_lanes EXIT
    trap 'exit 130' INT TERM
    if [ "${1:-}" = --quick ]; then
        shift
        run_quick_tests "$@"
    else
        run_all_tests "$@"
    fi
}

# run_all_tests [Maven arguments]: builds and checks everything, then runs the server's tests in parallel with all others, and
# finally the stories, whose traffic depends on the free CPU time.
run_all_tests() {
    find_test_tools
    local started=$SECONDS java17
    local -a units=(surefire:test)
    if java17=$(find_jdk_exactly 17); then
        units+=(surefire:test@java17 "-Devenkeel.java17=$java17")
    else
        say "JDK 17 not found: the SDK and its dependencies, compiled for 17, are tested only on 25"
    fi
    say "building and checking all modules and tests ..."
    check_build "$@"
    say "built in $((SECONDS - started)) s; running the tests, logs: $state/test-*.log ..."
    lane server 0 -pl server failsafe:integration-test surefire:test "$@"
    lane modules 5 -pl '!server' "${units[@]}" failsafe:integration-test@programs "$@"
    await_lanes "$started"
    lane stories 0 -pl e2e failsafe:integration-test@stories "$@"
    await_lanes "$started"
    report_tests "$((SECONDS - started))"
}

# run_quick_tests [MODULE ...]: runs the unit tests of these modules and of their dependents, without the long ones, and a few
# server tests with a database and a browser. Default modules: those with uncommitted changes, or those of the last commit.
run_quick_tests() {
    need_maven
    need_chromium
    local started=$SECONDS modules module
    for module in "$@"; do
        [ -f "$root/$module/pom.xml" ] || die "unknown module $module. Modules are folders with a pom.xml, such as core, engine or server." 2
    done
    modules=$(printf '%s\n' "$@" | grep . || changed_modules)
    [ -n "$modules" ] || die "no changes that affect tests. To test a module anyway: ./evenkeel test --quick server"
    modules=$(printf '%s\n' "$modules" | tr '\n' ',' | sed 's/,$//')
    say "building ..."
    touch "$state/unchecked"
    (cd "$root" && mvn -B -ntp -Dquick package -DskipTests) >"$state/test-build.log" 2>&1 \
        || { first_errors "$state/test-build.log"; die "the build failed; full log: $state/test-build.log"; }
    install_modules "$state/repository"
    say "built in $((SECONDS - started)) s; testing $modules and their dependents ..."
    lane units 0 -amd -pl "$modules" surefire:test -DexcludedGroups=long
    if is_below_server "$modules"; then
        lane server 0 -pl server failsafe:integration-test -Dgroups=quick
    fi
    await_lanes "$started"
    report_skipped "$modules"
    report_tests "$((SECONDS - started))"
}

# changed_modules: prints the modules with uncommitted changes, or those that the last commit changed.
changed_modules() {
    local files
    files=$(cd "$root" && { git diff --name-only HEAD && git ls-files --others --exclude-standard; })
    [ -n "$files" ] || files=$(cd "$root" && git diff --name-only HEAD~1 HEAD)
    printf '%s\n' "$files" | while IFS= read -r file; do module_of "$file"; done | sort -u
}

# module_of FILE: prints the module of a file; for files outside of modules, the modules whose tests read them.
module_of() {
    local folder=$1
    case $1 in
        pom.xml | .mvn/* | config/* | spec/*) printf 'core\n' ;;
        docs/*) printf 'server\ncli\n' ;;
        evenkeel | launcher/*) printf 'distribution\n' ;;
        *)
            while [ "$folder" != "${folder%/*}" ]; do
                folder=${folder%/*}
                if [ -f "$root/$folder/pom.xml" ]; then
                    printf '%s\n' "$folder"
                    return
                fi
            done
            ;;
    esac
}

# is_below_server MODULES: succeeds if the list contains the server or one of its dependencies.
is_below_server() {
    case ,$1, in
        *,core,* | *,engine,* | *,files,* | *,api,* | *,postgres,* | *,kafka-broker,* | *,server,* | *,fuzz,*) return 0 ;;
        *) return 1 ;;
    esac
}

# report_skipped MODULES: prints what the quick run did not test.
report_skipped() {
    local all quick
    all=$(find "$root" -name '*IT.java' -path '*/src/test/*' | wc -l)
    quick=$(grep -rl '@Tag("quick")' "$root/server/src/test" --include='*IT.java' | wc -l)
    is_below_server "$1" || quick=0
    say "not run; ./evenkeel test runs them:"
    say "  modules that do not depend on $1"
    say "  $((all - quick)) of $((all)) integration test classes, including all end-to-end tests"
    say "  long tests: $(grep -rl '@Tag("long")' "$root" --include='*Test.java' | sed 's:.*/::; s:\.java$::' | sort | tr '\n' ' ')"
    say "  unit tests on Java 17; Error Prone, NullAway, formatting and size checks"
}

# check_build [Maven arguments]: compiles everything with all checks and packages it. Rebuilds whatever was built without the
# checks.
check_build() {
    if [ -e "$state/unchecked" ]; then
        find "$root" -type d -path '*/target/maven-status' -prune -exec rm -rf {} +
        rm -f "$state/unchecked"
    fi
    (cd "$root" && mvn -B -ntp pre-integration-test -DskipTests "$@") >"$state/test-build.log" 2>&1 || {
        grep -aE '^\[(ERROR|WARNING)\]' "$state/test-build.log" | head -n 60 >&2 || true
        die "the build or a check failed; full log: $state/test-build.log"
    }
    install_modules "$state/repository"
}

# install_modules DIR: copies the packaged modules into a local Maven repository, so that the tests of one module run without
# building the others.
install_modules() {
    local version pom artifact into jar
    version=$(version)
    rm -rf "$1"
    find "$root" -name pom.xml ! -path '*/target/*' ! -path '*/.evenkeel/*' | while IFS= read -r pom; do
        artifact=$(sed -n 's:^    <artifactId>\(evenkeel-.*\)</artifactId>:\1:p' "$pom" | head -n 1)
        [ -n "$artifact" ] || continue
        into="$1/dev/evenkeel/$artifact/$version"
        mkdir -p "$into"
        cp "$pom" "$into/$artifact-$version.pom"
        for jar in "${pom%/pom.xml}/target/$artifact-$version"*.jar; do
            [ ! -f "$jar" ] || cp "$jar" "$into/"
        done
    done
}

lanes=""

# lane NAME NICENESS Maven arguments ...: runs tests of the built modules in parallel with other lanes. Tests that mostly wait
# get a higher priority; tests that only compute use the remaining CPU time.
lane() {
    local name=$1 niceness=$2
    shift 2
    (cd "$root" && exec nice -n "$niceness" mvn -B -ntp -T1 "-Dmaven.repo.local.tail=$state/repository" \
        -Dmaven.repo.local.tail.ignoreAvailability=true -Dmaven.test.failure.ignore=true \
        "-Devenkeel.test-times=$state/test-times" "$@") >"$state/test-$name.log" 2>&1 &
    lanes="$lanes $name:$!"
}

# await_lanes STARTED: waits for all lanes and prints the failures of each.
await_lanes() {
    local lane name failed=no
    for lane in $lanes; do
        name=${lane%:*}
        if wait "${lane#*:}"; then
            say "lane $name finished after $((SECONDS - $1)) s"
        else
            say "lane $name failed after $((SECONDS - $1)) s; log: $state/test-$name.log"
            failed=yes
        fi
        grep -aE '^\[ERROR\]' "$state/test-$name.log" | head -n 100 >&2 || true
    done
    lanes=""
    [ "$failed" = no ] || die "some tests did not run"
}

end_lanes() {
    local lane
    for lane in $lanes; do
        kill "${lane#*:}" 2>/dev/null || true
    done
}

# report_tests SECONDS: prints the slowest classes and the counts; fails when a test failed or none ran.
report_tests() {
    local ran failed skipped log
    "$JAVA_HOME/bin/java" -cp "$root/test-times/target/classes" dev.evenkeel.testtimes.TestTimesReport \
        "$state/test-times" "$1" "$root/config/long-tests.txt" "$state/test-times.txt"
    say "times of all test classes: $state/test-times.txt"
    ran=$(count_in_reports "$state/testing" tests)
    [ "$ran" -gt 0 ] || die "no tests ran"
    failed=$(($(count_in_reports "$state/testing" failures) + $(count_in_reports "$state/testing" errors)))
    skipped=$(count_in_reports "$state/testing" skipped)
    printf '%s passed, %s failed, %s skipped\n' "$((ran - failed - skipped))" "$failed" "$skipped"
    if [ "$failed" -gt 0 ]; then
        for log in "$state"/test-*.log; do
            [ "$log" -ot "$state/testing" ] || grep -ahE '^\[ERROR\].* <<< (FAILURE|ERROR)!$' "$log" >&2 || true
        done
        die "tests failed (see above)"
    fi
}
