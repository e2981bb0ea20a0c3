// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The severity rule, as data. A change creates a new version; ratings by older versions are kept.
///
/// @param version increases with every change
/// @param levels levels, worst first; an incident gets the first one of which any threshold is reached
/// @param labels severity by an alert's label `severity`, in lower case
/// @param wrongMoney severity of an incident that violates a monetary invariant
/// @param minimum severity of all others
public record SeverityRule(
        int version,
        List<Level> levels,
        Map<String, IncidentSeverity> labels,
        IncidentSeverity wrongMoney,
        IncidentSeverity minimum) {
    public SeverityRule {
        levels = List.copyOf(levels);
        labels = Map.copyOf(labels);
    }

    /// The thresholds of a severity; each alone is sufficient.
    ///
    /// @param affectedUserShare share of users, 0 to 1
    /// @param failedRequests failed requests
    /// @param money amount lost, in the currency of the loss
    public record Level(IncidentSeverity severity, double affectedUserShare, long failedRequests, BigDecimal money) {}

    /// Returns the default rule. Its numbers are judgement, not statistics.
    public static SeverityRule initial() {
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

    /// Rates an incident by its known impact.
    ///
    /// @param wrongMoneyFound whether a monetary invariant is violated
    public SeverityRating rate(IncidentImpact impact, boolean wrongMoneyFound) {
        if (wrongMoneyFound) {
            return new SeverityRating(wrongMoney, version, "a monetary invariant is violated");
        }
        for (Level level : levels) {
            Optional<String> reached = findReached(level, impact);
            if (reached.isPresent()) {
                return new SeverityRating(level.severity(), version, reached.get());
            }
        }
        return new SeverityRating(minimum, version, impact.hasContent() ? "below every threshold" : "impact unknown");
    }

    /// Rates an incident by an alert's label.
    public SeverityRating rate(@Nullable String label) {
        IncidentSeverity known = label == null ? null : labels.get(label.toLowerCase(Locale.ROOT));
        return known == null
                ? new SeverityRating(minimum, version, "the alert has no known severity label")
                : new SeverityRating(known, version, "alert with severity \"" + label + "\"");
    }

    /// Returns the worse of two ratings, the first one in a tie.
    public static SeverityRating worse(SeverityRating one, SeverityRating other) {
        return one.severity().isAtLeast(other.severity()) ? one : other;
    }

    private static Optional<String> findReached(Level level, IncidentImpact impact) {
        Double share = impact.affectedUserShare();
        Long failed = impact.failedRequests();
        IncidentLoss loss = impact.financialLoss();
        if (share != null && share >= level.affectedUserShare()) {
            return Optional.of("at least " + QuantityFormatter.formatPercent(level.affectedUserShare()) + " of users");
        }
        if (failed != null && failed >= level.failedRequests()) {
            return Optional.of("at least " + level.failedRequests() + " failed requests");
        }
        return loss != null && loss.amount().compareTo(level.money()) >= 0
                ? Optional.of("at least " + QuantityFormatter.formatMoney(level.money(), loss.currency()) + " lost")
                : Optional.empty();
    }
}
