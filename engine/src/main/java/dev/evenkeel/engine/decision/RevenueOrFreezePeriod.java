// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;

/// A period in which revenue differs from an ordinary week, or changes are frozen.
///
/// @param name name of the period
/// @param from first day
/// @param to last day, not before the first
/// @param factor revenue relative to an ordinary week, above 0
/// @param frozen whether changes are frozen
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RevenueOrFreezePeriod(
        @JsonIgnore String name,

        @JsonProperty(required = true) @JsonPropertyDescription("first day")
        LocalDate from,

        @JsonProperty(required = true) @JsonPropertyDescription("last day")
        LocalDate to,

        @JsonProperty(defaultValue = "1") @JsonPropertyDescription("revenue relative to an ordinary week, above 0")
        double factor,

        @JsonProperty(defaultValue = "false") @JsonPropertyDescription("whether changes are frozen")
        boolean frozen) {
    public RevenueOrFreezePeriod {
        if (to.isBefore(from) || !(factor > 0)) {
            throw new IllegalArgumentException(
                    "season " + name + " must end on or after its first day and have a factor above 0");
        }
    }

    /// Whether a day is in the period.
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
