# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0

# now: milliseconds since 1970, in whole seconds where date has no fractions.
now() {
    local milliseconds
    milliseconds=$(date +%s%3N)
    case $milliseconds in
        *[!0-9]*) printf '%s000\n' "$(date +%s)" ;;
        *) printf '%s\n' "$milliseconds" ;;
    esac
}
