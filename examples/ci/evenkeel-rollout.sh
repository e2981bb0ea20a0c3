#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Leads one change through a pipeline: its gates, its deployment, its rollout. README.md beside it says how.
#
#   evenkeel-rollout.sh gates              waits until the gates are open
#   evenkeel-rollout.sh deploy COMMAND...  tells that the deployment begins, runs it, tells what came of it
#   evenkeel-rollout.sh rollout            starts the rollout, waits for the verdict, fails with the reason
#   evenkeel-rollout.sh wait               waits for a rollout that is on its way, after a job was run again
#
# Exit codes: 0 yes, 1 no (the reason is the last line), 2 wrong use, 3 no answer from the server, 124 not decided in time.
set -eu

: "${EVENKEEL_SERVER:?names the server, such as https://keel.example}"
: "${EVENKEEL_TOKEN:?holds a token of a machine, from the secrets of the pipeline}"
: "${FLAG:?names the flag that leads the change}"
: "${SERVICE:?names the service}"
evenkeel=${EVENKEEL:-evenkeel}

# Who tells of the change, and what it is called there.
if [ -n "${GITHUB_RUN_ID:-}" ]; then
    source=github-actions id="$GITHUB_REPOSITORY#$GITHUB_RUN_ID" commit=${GITHUB_SHA:-}
elif [ -n "${CI_PIPELINE_ID:-}" ]; then
    source=gitlab-ci id="$CI_PROJECT_PATH#$CI_PIPELINE_ID" commit=${CI_COMMIT_SHA:-}
else
    source=${SOURCE:-shell} id=${CHANGE_ID:?names the change} commit=${COMMIT:-}
fi

# fail CODE REASON: the reason where people look first, with what was said before it, and as the last line.
fail() {
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
        printf '::error title=Evenkeel::%s\n' "$2"
        { printf '### %s\n\n```\n' "$2"; tail -n 15 "${said:-/dev/null}"; printf '```\n'; } >>"$GITHUB_STEP_SUMMARY"
    fi
    printf '%s\n' "$2" >&2
    exit "$1"
}

# answer ARGUMENTS...: runs a command of Evenkeel, shows all that it says, and fails with its last line.
answer() {
    said=$(mktemp)
    trap 'rm -f "$said"' EXIT
    code=0
    { "$evenkeel" "$@" 2>&1 || printf '\n%s\n' "exit $?" >"$said.code"; } | tee "$said"
    if [ -f "$said.code" ]; then
        code=$(sed -n 's/^exit //p' "$said.code")
        rm -f "$said.code"
        fail "$code" "$(grep -v '^$' "$said" | tail -n 1)"
    fi
}

tell() {
    "$evenkeel" change record "$SERVICE" "$1" --deployed-in "${DEPLOYED_IN:-production}" --source "$source" --id "$id" \
        --title "${TITLE:-$FLAG of $id}" ${commit:+--artifact "$commit"}
}

case ${1:-} in
    gates)
        answer change gates "$FLAG" --service "$SERVICE" --class "${CLASS:-normal}" --wait --timeout "${GATES_TIMEOUT:-PT15M}"
        ;;
    deploy)
        shift
        tell started
        code=0
        "$@" || code=$?
        if [ "$code" -ne 0 ]; then
            tell aborted
            fail 1 "The deployment ended with exit code $code: $*"
        fi
        tell completed
        ;;
    rollout)
        answer rollout start "$FLAG" ${CANDIDATE:+--candidate "$CANDIDATE"} --plan "${PLAN:-standard}" \
            --service "$SERVICE" --class "${CLASS:-normal}" --reason "${REASON:-$source $id}" \
            --wait --timeout "${TIMEOUT:-PT3H}" --patience "${PATIENCE:-300}"
        ;;
    wait)
        answer rollout wait "$FLAG" --timeout "${TIMEOUT:-PT3H}" --patience "${PATIENCE:-300}"
        ;;
    *)
        sed -n 's/^# \{0,1\}//p' "$0" | sed -n '3,11p' >&2
        exit 2
        ;;
esac
