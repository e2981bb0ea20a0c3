// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How a machine sees whether a follow-up does what is expected of it.
///
/// @param kind what is looked at
/// @param of which one, by names that the kind knows
public record FollowUpCriterion(Kind kind, Map<String, String> of) {
    public FollowUpCriterion {
        of = Map.copyOf(of);
    }

    /// What is looked at.
    public enum Kind {
        /// A gate of a flag passes: `flag`, `environment`, `gate`.
        GATE,
        /// The budget of an objective burns slower than `burn` over `window`: `slo`, `objective`.
        OBJECTIVE,
        /// The rollback of a flag was rehearsed, and still counts: `flag`, `environment`.
        DRILL,
        /// A flag is `gone`, `disabled` or `enabled`: `flag`, `environment`, `state`.
        FLAG,
        /// Today's burn rules would notice the incident.
        ALERT_RULE
    }

    /// The check in words: `objective burn=1 slo=pay window=PT1H`.
    public String words() {
        String rest = new TreeMap<>(of)
                .entrySet().stream()
                        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining());
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + rest;
    }

    /// What a check says.
    public enum Verdict {
        HOLDS,
        FAILS,
        /// It cannot be seen now, which is neither.
        UNKNOWN
    }

    /// One fact.
    ///
    /// @param name of the fact, in words
    /// @param value a number, a name or a sentence
    public record Evidence(String name, String value) {}

    /// What a check found.
    ///
    /// @param reason one sentence for people, without a full stop
    /// @param evidence what it rests on
    public record Outcome(Verdict verdict, String reason, List<Evidence> evidence) {
        public Outcome {
            evidence = List.copyOf(evidence);
        }

        /// It holds.
        public static Outcome holds(String reason) {
            return new Outcome(Verdict.HOLDS, reason, List.of());
        }

        /// It does not.
        public static Outcome fails(String reason) {
            return new Outcome(Verdict.FAILS, reason, List.of());
        }

        /// It cannot be seen.
        public static Outcome unknown(String reason) {
            return new Outcome(Verdict.UNKNOWN, reason, List.of());
        }

        /// The same, resting on something.
        public Outcome by(List<Evidence> facts) {
            return new Outcome(verdict, reason, facts);
        }
    }

    /// What was found last.
    ///
    /// @param at when
    /// @param since when it first said so, without another verdict since
    public record Result(Outcome outcome, Instant at, Instant since) {}
}
