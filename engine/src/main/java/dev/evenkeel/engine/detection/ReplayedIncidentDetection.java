// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The detection of a past incident by the current rules, based on its recorded data.
///
/// @param incident id of the incident
/// @param onset start of harm, or the detection when unknown
/// @param state outcome
/// @param alert first alert; null unless DETECTED
/// @param firstPage first alert that pages; null when there is none
/// @param summary basis of the outcome, one sentence
public record ReplayedIncidentDetection(
        String incident,
        Instant onset,
        State state,
        @Nullable SimulatedAlert alert,
        @Nullable SimulatedAlert firstPage,
        String summary) {
    /// The outcome.
    public enum State {
        /// A rule would have alerted.
        DETECTED,
        /// The service's objectives had data at the time, and no rule would have alerted.
        MISSED,
        /// No usable data: neither detected nor missed.
        NO_SIGNAL,
        /// The guard rolled back the change before a service-wide rule could detect it: neither detected nor
        /// missed.
        GUARD
    }

    /// An alert of a rule.
    ///
    /// @param rule SLO, objective and name
    /// @param at when
    /// @param delay how long after the onset; zero when it called before already
    /// @param firingAtOnset whether it called at the onset already, so that something else may have been the
    ///     reason
    public record SimulatedAlert(String rule, Instant at, Duration delay, boolean firingAtOnset) {
        /// A call by a rule.
        ///
        /// @param at start of the alert, possibly at or before the onset
        public static SimulatedAlert of(String rule, Instant at, Instant onset) {
            boolean before = !at.isAfter(onset);
            return new SimulatedAlert(rule, at, before ? Duration.ZERO : Duration.between(onset, at), before);
        }
    }

    /// Creates the outcome of an incident with data.
    ///
    /// @param known coverage of the incident by data
    public static ReplayedIncidentDetection evaluate(
            String incident,
            Instant onset,
            Optional<SimulatedAlert> call,
            Optional<SimulatedAlert> page,
            IncidentMetricDataCoverage known) {
        if (call.isPresent()) {
            return new ReplayedIncidentDetection(
                    incident,
                    onset,
                    State.DETECTED,
                    call.get(),
                    page.orElse(null),
                    call.get().rule());
        }
        if (2 * known.minutes() < known.total()) {
            return new ReplayedIncidentDetection(
                    incident,
                    onset,
                    State.NO_SIGNAL,
                    null,
                    null,
                    "only " + known.minutes() + " of " + known.total() + " min have data");
        }
        return new ReplayedIncidentDetection(
                incident,
                onset,
                State.MISSED,
                null,
                null,
                "no rule fires; " + known.minutes() + " of " + known.total() + " min have data");
    }

    /// The coverage of an incident by data.
    ///
    /// @param minutes minutes with data, of the objective with the best coverage
    /// @param total all minutes
    public record IncidentMetricDataCoverage(long minutes, long total) {}

    static long countInState(List<ReplayedIncidentDetection> all, State state) {
        return all.stream().filter(one -> one.state() == state).count();
    }
}
