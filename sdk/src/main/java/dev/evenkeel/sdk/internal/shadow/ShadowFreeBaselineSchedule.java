// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// A schedule that reserves some time without shadow calls, to compare control's latency with and without
/// them: about the last four seconds of every sixty-nine, since the first shadow call.
///
/// A sample of the calls would not show the effect: shadow calls take processor, memory and connections from
/// every call of the process, and a call's own shadow call begins when the call has ended.
///
/// @param beganNanos time of the first shadow call
record ShadowFreeBaselineSchedule(long beganNanos) {
    /* In periods of 2^32 ns, that is 4.3 s, and quarters of them. */
    private static final int STRETCH_BITS = 32;
    private static final int QUARTER_BITS = STRETCH_BITS - 2;
    private static final int STRETCHES = 16;

    /// The phase to which calls that begin at an instant belong.
    enum Phase {
        /// Shadow calls run.
        BUSY,
        /// No shadow calls run.
        QUIET,
        /// No shadow calls begin, but earlier ones may be running.
        BETWEEN
    }

    /// Whether no shadow call may begin.
    boolean isQuiet(long nanos) {
        return phaseAt(nanos) != Phase.BUSY;
    }

    Phase phaseAt(long nanos) {
        long since = nanos - beganNanos;
        if ((since >>> STRETCH_BITS) % STRETCHES != STRETCHES - 1) {
            return Phase.BUSY;
        }
        return (since >>> QUARTER_BITS) % 4 == 0 ? Phase.BETWEEN : Phase.QUIET;
    }
}
