// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which severity an incident has, as data: a change of it is a new version, and what an older one gave
/// stays as it was given.
///
/// @param version grows with every change
/// @param levels from the worst on; an incident has the first of which one threshold is reached
/// @param labels severity of an alert by its label `severity`, in lower case
/// @param wrongMoney severity of an incident in which an invariant of money does not hold
/// @param least severity of all others
public record SeverityRule(
        int version,
        List<Level> levels,
        Map<String, IncidentSeverity> labels,
        IncidentSeverity wrongMoney,
        IncidentSeverity least) {
    public SeverityRule {
        levels = List.copyOf(levels);
        labels = Map.copyOf(labels);
    }

    /// What is enough for a severity; each of them is.
    ///
    /// @param usersShare share of users, 0 to 1
    /// @param requestsFailed requests
    /// @param money amount lost, in the loss's own currency
    public record Level(IncidentSeverity severity, double usersShare, long requestsFailed, BigDecimal money) {}

    /// The rule that Evenkeel starts with. Its numbers are judgement, not statistics.
    public static SeverityRule first() {
        return new SeverityRule(
                1,
                List.of(
                        new Level(IncidentSeverity.SEV1, 0.25, 100_000, BigDecimal.valueOf(100_000)),
                        new Level(IncidentSeverity.SEV2, 0.05, 10_000, BigDecimal.valueOf(10_000)),
                        new Level(IncidentSeverity.SEV3, 0.005, 100, BigDecimal.valueOf(500))),
                Map.of(
                        "critical", IncidentSeverity.SEV2,
                        "page", IncidentSeverity.SEV2,
                        "warning", IncidentSeverity.SEV3,
                        "ticket", IncidentSeverity.SEV3),
                IncidentSeverity.SEV1,
                IncidentSeverity.SEV4);
    }

    /// The severity by what is known.
    ///
    /// @param wrongMoneyFound whether an invariant of money does not hold
    public SeverityRating grade(IncidentImpact impact, boolean wrongMoneyFound) {
        if (wrongMoneyFound) {
            return new SeverityRating(wrongMoney, version, "an invariant of money does not hold");
        }
        for (Level level : levels) {
            Optional<String> reached = reached(level, impact);
            if (reached.isPresent()) {
                return new SeverityRating(level.severity(), version, reached.get());
            }
        }
        return new SeverityRating(
                least, version, impact.saysAnything() ? "below every threshold" : "no impact is known yet");
    }

    /// The severity by an alert's label.
    public SeverityRating grade(@Nullable String label) {
        IncidentSeverity known = label == null ? null : labels.get(label.toLowerCase(Locale.ROOT));
        return known == null
                ? new SeverityRating(least, version, "the alert's label says nothing about severity")
                : new SeverityRating(known, version, "an alert with severity \"" + label + "\"");
    }

    /// The worse of two, the first of two that are as bad.
    public static SeverityRating worse(SeverityRating one, SeverityRating other) {
        return one.severity().isAtLeast(other.severity()) ? one : other;
    }

    private static Optional<String> reached(Level level, IncidentImpact impact) {
        Double share = impact.usersShare();
        Long failed = impact.requestsFailed();
        IncidentLoss lost = impact.lost();
        if (share != null && share >= level.usersShare()) {
            return Optional.of("at least " + percent(level.usersShare()) + " of users");
        }
        if (failed != null && failed >= level.requestsFailed()) {
            return Optional.of("at least " + level.requestsFailed() + " failed requests");
        }
        return lost != null && lost.amount().compareTo(level.money()) >= 0
                ? Optional.of("at least " + level.money() + " " + lost.currency() + " lost")
                : Optional.empty();
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
