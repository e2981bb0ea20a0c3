// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;

/// A course of action.
///
/// @param name unique within a case
/// @param start first day, not before the case's day
/// @param migrates false for not making the change at all
/// @param work names of work items done before the change, sequentially
/// @param phased whether the exposure is increased in steps with automatic rollback
/// @param rolloutWeeks from the first exposed user to the last, 0 or more
/// @param outage name of the outage that a major incident would cause
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Course(
        @JsonIgnore String name,

        @JsonProperty(required = true) @JsonPropertyDescription("first day")
        LocalDate start,

        @JsonProperty(defaultValue = "true") @JsonPropertyDescription("whether the change is made")
        boolean migrates,

        @JsonPropertyDescription("work items to do first, in this order")
        List<String> work,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription("whether the exposure increases in steps, with automatic rollback")
        boolean phased,

        @JsonProperty(defaultValue = "0") @JsonPropertyDescription("duration of the rollout in weeks")
        double rolloutWeeks,

        @JsonProperty(defaultValue = "outage") @JsonPropertyDescription("name of the outage of a major incident")
        String outage) {
    public Course {
        work = List.copyOf(work);
    }

    /// Returns a copy with other work.
    public Course withWork(List<String> other) {
        return new Course(name, start, migrates, other, phased, rolloutWeeks, outage);
    }
}
