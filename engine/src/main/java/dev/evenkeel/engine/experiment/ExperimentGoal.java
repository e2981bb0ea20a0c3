// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// One question of an experiment.
///
/// @param metric name of the tracked metric; [#CALL] for the duration of the guarded call
/// @param kind what a unit's outcome is
/// @param cap largest outcome that is told apart, in the metric's unit (milliseconds for durations); 1
///     for conversions
/// @param better which way it is to move
public record ExperimentGoal(String metric, GoalKind kind, double cap, ImprovementDirection better) {
    /// Stands for the duration of the guarded call.
    public static final String CALL = "@call";

    /// What happened to a unit by the goal's metric, within its window.
    ///
    /// @param events how often, 0 or more
    /// @param total sum of the values
    public record UnitMetric(long events, double total) {
        /// Nothing happened.
        public static final UnitMetric NOTHING = new UnitMetric(0, 0);
    }

    /// The unit's outcome as a part of the cap, from 0 to 1; NaN when it has none.
    public double score(UnitMetric happened) {
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
