# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# A lock between the launchers of one checkout: a symbolic link whose target is the process id of its owner. Creating a link
# is atomic on every system and stores the owner at the same time. A lock whose owner has ended is taken over.

# lock FILE: waits until the lock is free and acquires it.
lock() {
    local owner announced="" failures=0
    until ln -s "$$" "$1" 2>/dev/null; do
        owner=$(readlink "$1" || true)
        if [ -n "$owner" ] && is_launcher "$owner"; then
            [ -n "$announced" ] || say "waiting for another build (process $owner) ..."
            announced=yes
        else
            failures=$((failures + 1))
            [ "$failures" -lt 50 ] || die "cannot acquire the lock $1. Check that its folder is writable, then delete $1 and $1.takeover."
            [ -z "$owner" ] || remove_lock_of "$owner" "$1"
        fi
        sleep 0.1
    done
}

unlock() { rm -f "$1"; }

# is_launcher PID: succeeds if the process is a launcher. Another process can get the id after a launcher has ended.
is_launcher() {
    local words
    if [ -d /proc/self ]; then
        words=$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") || return 1
    else
        words=$(ps -p "$1" -o args=) || return 1
    fi
    case $words in
        *bash*evenkeel*) return 0 ;;
        *) return 1 ;;
    esac
}

# remove_lock_of PID FILE: removes the lock if the process still owns it. Only one process at a time can do so, which
# prevents the removal of a lock that another process has just taken over.
remove_lock_of() {
    mkdir "$2.takeover" 2>/dev/null || return 0
    [ "$(readlink "$2" || true)" != "$1" ] || rm -f "$2"
    rmdir "$2.takeover"
}
