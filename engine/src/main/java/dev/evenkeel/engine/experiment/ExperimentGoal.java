// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// A goal of an experiment.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentGoal(
        @JsonPropertyDescription("name of the tracked metric; @call for the duration of the guarded call")
        String metric,

        @JsonProperty(defaultValue = "CONVERSION")
        @JsonPropertyDescription("definition of a unit's outcome; default CONVERSION")
        GoalKind kind,

        @JsonPropertyDescription(
                "outcome at which values are capped, in the metric's unit (milliseconds for durations); none for"
                        + " conversions")
        @Nullable
        Double cap,

        @JsonPropertyDescription("direction of improvement; default LOWER for a duration, HIGHER for others")
        ImprovementDirection better) {
    /// Metric name for the duration of the guarded call.
    public static final String CALL = "@call";

    public ExperimentGoal {
        cap = kind == GoalKind.CONVERSION && cap != null && cap == 1 ? null : cap;
    }

    public ExperimentGoal(String metric, GoalKind kind, double cap, ImprovementDirection better) {
        this(metric, kind, (Double) cap, better);
    }

    /// Returns the largest outcome of a unit: the cap, or 1 for a conversion.
    public double maxOutcome() {
        return cap == null ? 1 : cap;
    }

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
        return Math.clamp(outcome / maxOutcome(), 0, 1);
    }
}
