// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// A goal of an experiment.
///
/// @param metric name of the tracked metric; [#CALL] for the duration of the guarded call
/// @param kind definition of a unit's outcome
/// @param cap outcome at which values are capped, in the metric's unit (milliseconds for durations); 1 for
///     conversions
/// @param better direction of improvement
public record ExperimentGoal(String metric, GoalKind kind, double cap, ImprovementDirection better) {
    /// Metric name for the duration of the guarded call.
    public static final String CALL = "@call";

    /// The data of one unit for the goal's metric, within its window.
    ///
    /// @param events number of events, 0 or more
    /// @param total sum of the values
    public record SingleUnitMetricTotals(long events, double total) {
        /// No events.
        public static final SingleUnitMetricTotals NOTHING = new SingleUnitMetricTotals(0, 0);
    }

    /// Returns the unit's outcome as a share of the cap, from 0 to 1; NaN when it has none.
    public double score(SingleUnitMetricTotals happened) {
        return switch (kind) {
            case CONVERSION -> happened.events() > 0 ? 1 : 0;
            case VALUE -> part(happened.total());
            case DURATION -> happened.events() == 0 ? Double.NaN : part(happened.total() / happened.events());
        };
    }

    private double part(double outcome) {
        return Math.clamp(outcome / cap, 0, 1);
    }
}
