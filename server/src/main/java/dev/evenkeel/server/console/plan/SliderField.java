// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.rollout.FlagPeriodCallCounts;
import org.jspecify.annotations.Nullable;

/// A number of the plan form with its slider.
///
/// @param value value as text
/// @param defaultValue value of the unchanged plan; empty if the plan has none
/// @param problem validation error in a sentence; empty for none
/// @param measurement measurement of the value; null for none
/// @param note explanation or source of the value; empty if the label suffices
record SliderField(
        PlanParameterDefinition parameter,
        String value,
        String defaultValue,
        String problem,
        @Nullable FlagPeriodCallCounts measurement,
        String note) {
    String name() {
        return parameter.name();
    }

    /// Whether the value differs from the plan's.
    boolean isChanged() {
        return !value.equals(defaultValue);
    }

    /// Whether the value equals the measurement.
    boolean isMeasured() {
        return measurement != null && value.equals(PlanQueryParser.formatMeasurement(parameter, measurement));
    }

    /// Returns the measurement in the format of the value; empty for none.
    String measurementValue() {
        return measurement == null ? "" : PlanQueryParser.formatMeasurement(parameter, measurement);
    }

    /// Whether a preview requires a value that only a measurement or the user can supply.
    boolean isRequired() {
        return PlanQueryParser.MEASURED_PARAMETERS.contains(parameter.name());
    }

    /// Returns the measurement as text; empty for none.
    String measurementText() {
        if (measurement == null) {
            return "";
        }
        return parameter.name().equals(PlanParameterDefinitions.CALLS)
                ? QuantityFormatter.formatCount(measurement.calls()) + (measurement.calls() == 1 ? " call" : " calls")
                        + " of the flag"
                : new ProportionEstimate(Math.min(measurement.failures(), measurement.calls()), measurement.calls())
                                .format()
                        + " failed";
    }

    /// Returns the ids of the elements that describe the input, for `aria-describedby`.
    String describedBy() {
        return "wrong-" + name() + " note-" + name();
    }
}
