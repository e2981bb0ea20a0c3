// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// The times at which a preview evaluates the evidence: every second at first, as the guard does, later at
/// intervals proportional to the elapsed time.
final class EvaluationSchedule {
    /// Seconds between two evaluations of the guard.
    static final double TICK = 1;

    /// Interval for dynamic programming, as a share of the elapsed time: a quarter of a percent.
    static final double FINE = 0.0025;

    /// Interval where less precision suffices.
    static final double COARSE = 0.01;

    private EvaluationSchedule() {}

    /// Returns the evaluation time after a given one, in seconds.
    ///
    /// @param growth maximum interval as a share of the elapsed time
    static double nextEvaluation(double seconds, double growth) {
        return seconds + Math.max(TICK, Math.rint(growth * seconds));
    }

    /// Whether fine evaluations up to a time include every one of the guard's.
    static boolean includesEveryTick(double seconds) {
        return FINE * seconds < 1.5 * TICK;
    }
}
