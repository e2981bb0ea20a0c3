// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// Leaves a part of the time without second answers, so that control's latency with them can be
/// held against its latency without: the last four seconds or so of every sixty-nine, since they
/// were first given.
///
/// A slice of the calls would show nothing: second answers take processor, memory and connections
/// from every call of the process, and a call's own second answer begins when the call has ended.
///
/// @param beganNanos when the first one was given
record ShadowPauseSchedule(long beganNanos) {
    /* In stretches of 2^32 ns, that is 4.3 s, and quarters of them. */
    private static final int STRETCH_BITS = 32;
    private static final int QUARTER_BITS = STRETCH_BITS - 2;
    private static final int STRETCHES = 16;

    /// What calls that begin at an instant are counted for.
    enum Phase {
        /// Second answers are given.
        BUSY,
        /// None is.
        QUIET,
        /// None begins, and those before may be under way.
        BETWEEN
    }

    /// Whether no second answer may begin.
    boolean isQuiet(long nanos) {
        return slice(nanos) != Phase.BUSY;
    }

    Phase slice(long nanos) {
        long since = nanos - beganNanos;
        if ((since >>> STRETCH_BITS) % STRETCHES != STRETCHES - 1) {
            return Phase.BUSY;
        }
        return (since >>> QUARTER_BITS) % 4 == 0 ? Phase.BETWEEN : Phase.QUIET;
    }
}
