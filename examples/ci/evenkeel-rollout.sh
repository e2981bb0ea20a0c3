#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs the steps of one change in a pipeline: gates, deployment, rollout. README.md explains the setup.
#
#   evenkeel-rollout.sh gates              waits until the gates are open
#   evenkeel-rollout.sh deploy COMMAND...  records the start of the deployment, runs it and records its result
#   evenkeel-rollout.sh rollout            starts the rollout and waits for its end; fails with the reason
#   evenkeel-rollout.sh wait               waits for a running rollout, for example after a retry of the job
#
# Exit codes: 0 completed, 1 failed (the last line is the reason), 2 usage error, 3 server not reachable, 124 timeout.
set -eu

: "${EVENKEEL_SERVER:?must be the URL of the server, such as https://keel.example}"
: "${EVENKEEL_TOKEN:?must be a machine token, from the secrets of the pipeline}"
: "${FLAG:?must be the key of the flag of the change}"
: "${SERVICE:?must be the key of the service}"
evenkeel=${EVENKEEL:-evenkeel}

# Source of the change, and its ID there.
if [ -n "${GITHUB_RUN_ID:-}" ]; then
    source=github-actions id="$GITHUB_REPOSITORY#$GITHUB_RUN_ID" commit=${GITHUB_SHA:-}
elif [ -n "${CI_PIPELINE_ID:-}" ]; then
    source=gitlab-ci id="$CI_PROJECT_PATH#$CI_PIPELINE_ID" commit=${CI_COMMIT_SHA:-}
else
    source=${SOURCE:-shell} id=${CHANGE_ID:?must be an ID of the change} commit=${COMMIT:-}
fi

# fail CODE REASON: prints the reason as the last line and, in GitHub, as an annotation and a summary with the last output.
fail() {
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
        printf '::error title=Evenkeel::%s\n' "$2"
        { printf '### %s\n\n```\n' "$2"; tail -n 15 "${said:-/dev/null}"; printf '```\n'; } >>"$GITHUB_STEP_SUMMARY"
    fi
    printf '%s\n' "$2" >&2
    exit "$1"
}

# answer ARGUMENTS...: runs an Evenkeel command, prints its output, and fails with its last line.
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
        answer gate check "$FLAG" --service "$SERVICE" --class "${CLASS:-normal}" --wait --timeout "${GATES_TIMEOUT:-PT15M}"
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
            --wait --timeout "${TIMEOUT:-PT3H}" --reconnect-timeout "${RECONNECT_TIMEOUT:-300}"
        ;;
    wait)
        answer rollout wait "$FLAG" --timeout "${TIMEOUT:-PT3H}" --reconnect-timeout "${RECONNECT_TIMEOUT:-300}"
        ;;
    *)
        sed -n 's/^# \{0,1\}//p' "$0" | sed -n '3,11p' >&2
        exit 2
        ;;
esac
