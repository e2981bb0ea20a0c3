// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A rule that blocks changes unless a minimum share of a team's time goes into a kind of work, such as 30%
/// into reliability over four weeks.
///
/// @param id identifier
/// @param team team to which it applies; empty for the whole organisation
/// @param minimumShare minimum share of the time, above 0, at most 1
/// @param weeks length of the measured period up to now; 1 to 52
/// @param environments environments in which it applies to changes; empty for all
/// @param person who set it
/// @param since start of its validity
/// @param expiresAt end of its validity
public record MinimumTimeShareRule(
        String id,
        String team,
        WorkKind kind,
        double minimumShare,
        int weeks,
        List<String> environments,
        String person,
        String reason,
        Instant since,
        Instant expiresAt) {
    /// Maximum length of the measured period.
    public static final int MAX_WEEKS = 52;

    private static final double TOLERANCE = 1e-9;

    public MinimumTimeShareRule {
        environments = List.copyOf(environments);
        if (!(minimumShare > 0 && minimumShare <= 1)) {
            throw new IllegalArgumentException("minimumShare must be above 0 and at most 1, got " + minimumShare);
        }
        if (weeks < 1 || weeks > MAX_WEEKS) {
            throw new IllegalArgumentException("weeks must be 1 to " + MAX_WEEKS + ", got " + weeks);
        }
    }

    /// Whether it applies in an environment.
    public boolean isRequiredIn(String environment, Instant now) {
        return !now.isBefore(since)
                && now.isBefore(expiresAt)
                && (environments.isEmpty() || environments.contains(environment));
    }

    /// Returns the measured period.
    public WorkWindow window(Instant now) {
        return WorkWindow.ofLast(Duration.ofDays(7L * weeks), now);
    }

    /// Evaluates the rule for the team's changes; unknown without sufficient data.
    ///
    /// @param gate name of the gate in the result
    /// @param items work items of the team
    public GateResult evaluate(String gate, List<WorkItem> items, Instant now) {
        WorkSummary work = WorkSummary.of(items, window(now), now);
        return work.actual()
                .map(actual -> evaluate(gate, actual.shareOf(kind)))
                .orElseGet(() -> GateResult.unknown(gate, describe() + ": " + work.missingDataReason()))
                .withEvidence(evidence(work))
                .withPeriod(null, expiresAt);
    }

    private GateResult evaluate(String gate, double share) {
        String reason = describe() + "; spent: " + QuantityFormatter.formatPercent(share);
        return share < minimumShare - TOLERANCE ? GateResult.deny(gate, reason) : GateResult.pass(gate, reason);
    }

    /// Formats the rule, without a full stop.
    public String describe() {
        return (team.isEmpty() ? "all teams together" : team) + " must spend at least "
                + QuantityFormatter.formatPercent(minimumShare) + " of " + (weeks == 1 ? "a week" : weeks + " weeks")
                + " on "
                + kind.label();
    }

    private List<GateResult.GateEvidenceItem> evidence(WorkSummary work) {
        String days = work.rows().stream()
                .filter(row -> row.actual() > 0)
                .map(row -> row.kind().label() + " " + QuantityFormatter.formatNumber(row.actual())
                        + (row.actual() == 1 ? " person-day" : " person-days"))
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
        return List.of(
                new GateResult.GateEvidenceItem("recorded effort", days, "/capacity"),
                new GateResult.GateEvidenceItem("required by", person + ": " + reason, null));
    }
}
