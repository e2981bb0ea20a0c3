// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The own operating experience with a technology.
///
/// @param hours hours for which services ran it, 0 or more; two services at the same time count twice,
///     overlapping records of one service once
/// @param incidents incidents to which it contributed, 0 or more; fractional for those with several causes
public record OperatingExperience(
        @JsonPropertyDescription("hours of operation, 0 if none")
        double hours,

        @JsonProperty(defaultValue = "0") double incidents) {
    private static final double MILLIS_OF_HOUR = 3_600_000;

    public OperatingExperience {
        if (!(hours >= 0 && incidents >= 0)) {
            throw new IllegalArgumentException(
                    "hours and incidents must be 0 or more, got " + hours + ", " + incidents);
        }
    }

    /// Computes the experience up to a moment.
    ///
    /// @param uses in any order; future use does not count
    public static OperatingExperience of(Collection<ServiceUsage> uses, double incidents, Instant now) {
        double hours = uses.stream().collect(Collectors.groupingBy(ServiceUsage::service)).values().stream()
                .mapToDouble(ofOne -> hours(ofOne, now))
                .sum();
        return new OperatingExperience(hours, incidents);
    }

    private static double hours(List<ServiceUsage> ofOneService, Instant now) {
        List<ServiceUsage> sorted = ofOneService.stream()
                .sorted(Comparator.comparing(ServiceUsage::since))
                .toList();
        Instant counted = Instant.MIN;
        double hours = 0;
        for (ServiceUsage use : sorted) {
            Instant from = use.since().isAfter(counted) ? use.since() : counted;
            Instant to = end(use.until(), now);
            if (to.isAfter(from)) {
                hours += Duration.between(from, to).toMillis() / MILLIS_OF_HOUR;
                counted = to;
            }
        }
        return hours;
    }

    private static Instant end(@Nullable Instant until, Instant now) {
        return until == null || until.isAfter(now) ? now : until;
    }
}
