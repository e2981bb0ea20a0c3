// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether the current burn-rate rules would detect a past incident.
public sealed interface ReplayedIncidentDetection {
    /// A rule alerts.
    ///
    /// @param rule SLO, objective and name of the rule
    /// @param delay time from the onset to the alert; zero if the alert was already firing at the onset
    record Detected(String rule, Duration delay) implements ReplayedIncidentDetection {
        /// @param at start of the alert, possibly before the onset
        public static Detected of(String rule, Instant at, Instant onset) {
            return new Detected(rule, at.isAfter(onset) ? Duration.between(onset, at) : Duration.ZERO);
        }
    }

    /// The service's SLOs have data of the incident, and no rule alerts.
    record Missed(String reason) implements ReplayedIncidentDetection {}

    /// The recorded data does not show whether a rule would alert.
    record Unknown(String reason) implements ReplayedIncidentDetection {}

    /// Evaluates a replay. Without an alert, at least half of the minutes must have data for [Missed].
    ///
    /// @param alert the first alert
    /// @param minutes minutes of the incident with data, of the SLO with the most data
    /// @param total all minutes of the incident
    static ReplayedIncidentDetection evaluate(Optional<Detected> alert, long minutes, long total) {
        if (alert.isPresent()) {
            return alert.get();
        }
        return 2 * minutes < total
                ? new Unknown("only " + minutes + " of " + total + " min have data")
                : new Missed("no rule fires; " + minutes + " of " + total + " min have data");
    }
}
