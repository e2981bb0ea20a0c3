// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traffic assumptions for a preview of a plan. Calls arrive as a Poisson process; failures are of single
/// units.
///
/// A unit is what the split assigns: it counts once, as a trial by its first call and as a failure by its
/// first failure. Every unit is assumed to be new, and a failing unit to fail in all its calls: the least
/// evidence that the same failed calls can give.
///
/// @param callsPerSecond calls per second of the whole service, control and candidate together; 1e-6 to 1e9
/// @param baseRate share of failed control calls, 0 to below 1
/// @param callsPerUnit calls of a unit in a step, 1 to 1e9; 1 = each call belongs to a different unit
/// @param moneyPerFailure cost of a failed call, in any currency, 1e-9 to 1e12; null when unknown
public record TrafficAssumptions(
        @JsonProperty(required = true) @JsonPropertyDescription("calls per second of the service, 1e-6 to 1e9")
        double callsPerSecond,

        @JsonProperty(required = true)
        @JsonPropertyDescription("share of calls that fail today, 0 to below 1, such as 0.005")
        double baseRate,

        @JsonProperty(defaultValue = "1") @JsonPropertyDescription("calls per unit, 1 (default) to 1e9")
        double callsPerUnit,

        @JsonPropertyDescription("cost of a failed call, 1e-9 to 1e12; default: none") @Nullable
        Double moneyPerFailure) {
    /// Minimum calls per second: one in eleven days.
    public static final double MIN_CALLS_PER_SECOND = 1e-6;

    /// Maximum calls per second, and calls per unit.
    public static final double MAX_CALLS_PER_SECOND = 1e9;

    /// Minimum price of a failed call.
    public static final double MIN_MONEY = 1e-9;

    /// Maximum price of a failed call.
    public static final double MAX_MONEY = 1e12;

    /// @throws InvalidDocumentException with every value out of range
    public TrafficAssumptions {
        List<ValidationError> problems = new ArrayList<>();
        boolean someCalls = callsPerSecond >= MIN_CALLS_PER_SECOND && callsPerSecond <= MAX_CALLS_PER_SECOND;
        check("/callsPerSecond", callsPerSecond, someCalls, "1e-6 to 1e9", problems);
        check("/baseRate", baseRate, baseRate >= 0 && baseRate < 1, "0 to below 1", problems);
        boolean someUnits = callsPerUnit >= 1 && callsPerUnit <= MAX_CALLS_PER_SECOND;
        check("/callsPerUnit", callsPerUnit, someUnits, "1 to 1e9", problems);
        double money = moneyPerFailure == null ? 1 : moneyPerFailure;
        check("/moneyPerFailure", money, money >= MIN_MONEY && money <= MAX_MONEY, "1e-9 to 1e12", problems);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private static void check(
            String pointer, double value, boolean valid, String range, List<ValidationError> problems) {
        if (!valid) {
            problems.add(
                    new ValidationError(pointer, "must be " + range + ", got " + value, "use a number of " + range));
        }
    }

    /// Returns the arrivals of units per second.
    double unitsPerSecond() {
        return callsPerSecond / callsPerUnit;
    }
}
