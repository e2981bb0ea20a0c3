// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An automatic check of whether a follow-up has its expected effect.
///
/// @param kind what is checked
/// @param parameters parameters of the check, by the names that the kind defines
public record FollowUpCriterion(Kind kind, Map<String, String> parameters) {
    public FollowUpCriterion {
        parameters = Map.copyOf(parameters);
    }

    /// The subject of a check.
    public enum Kind {
        /// A gate of a flag passes: `flag`, `environment`, `gate`.
        GATE,
        /// The error budget of an objective burns slower than `burn` over `window`: `slo`, `objective`.
        OBJECTIVE,
        /// The rollback of a flag has a valid drill: `flag`, `environment`.
        DRILL,
        /// A flag is `deleted`, `disabled` or `enabled`: `flag`, `environment`, `state`.
        FLAG,
        /// The current burn rules would detect the incident.
        ALERT_RULE
    }

    /// Formats the check: `objective burn=1 slo=pay window=PT1H`.
    public String describe() {
        String rest = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining());
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + rest;
    }

    /// The verdict of a check.
    public enum Verdict {
        PASSED,
        FAILED,
        /// Not measurable now; neither passed nor failed.
        UNKNOWN
    }

    /// One fact.
    ///
    /// @param name name of the fact, for people
    /// @param value number, name or sentence
    public record FollowUpEvidenceItem(String name, String value) {}

    /// The outcome of a check.
    ///
    /// @param reason one sentence for people, without a full stop
    /// @param evidence facts on which it is based
    public record FollowUpCheckOutcome(Verdict verdict, String reason, List<FollowUpEvidenceItem> evidence) {
        public FollowUpCheckOutcome {
            evidence = List.copyOf(evidence);
        }

        /// Creates a passed outcome.
        public static FollowUpCheckOutcome passed(String reason) {
            return new FollowUpCheckOutcome(Verdict.PASSED, reason, List.of());
        }

        /// Creates a failed outcome.
        public static FollowUpCheckOutcome failed(String reason) {
            return new FollowUpCheckOutcome(Verdict.FAILED, reason, List.of());
        }

        /// Creates an outcome that could not be measured.
        public static FollowUpCheckOutcome unknown(String reason) {
            return new FollowUpCheckOutcome(Verdict.UNKNOWN, reason, List.of());
        }

        /// Returns a copy with evidence.
        public FollowUpCheckOutcome withEvidence(List<FollowUpEvidenceItem> facts) {
            return new FollowUpCheckOutcome(verdict, reason, facts);
        }
    }

    /// The last result of a check.
    ///
    /// @param checkedAt time of the check
    /// @param since since when the verdict has been the same
    public record Result(FollowUpCheckOutcome outcome, Instant checkedAt, Instant since) {}
}
