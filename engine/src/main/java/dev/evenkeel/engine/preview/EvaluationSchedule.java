// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// When the evidence is looked at: every second at first, as the guard does, later at a part of the time so
/// far.
final class EvaluationSchedule {
    /// Seconds between two looks of the guard.
    static final double TICK = 1;

    /// Looks close enough for a programme: a quarter of a percent apart.
    static final double FINE = 0.0025;

    /// Looks for what need not be that close.
    static final double COARSE = 0.01;

    private EvaluationSchedule() {}

    /// The look after one at a time, in seconds.
    ///
    /// @param growth largest distance as a part of the time so far
    static double after(double seconds, double growth) {
        return seconds + Math.max(TICK, Math.rint(growth * seconds));
    }

    /// Whether fine looks up to a time are all of the guard's.
    static boolean everyTick(double seconds) {
        return FINE * seconds < 1.5 * TICK;
    }
}
