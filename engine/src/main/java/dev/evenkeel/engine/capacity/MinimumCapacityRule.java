// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.gate.GateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A rule: at least so much of a team's time goes into a kind of work, such as 30 % into reliability over four
/// weeks, or changes of its services do not go on.
///
/// @param id its name
/// @param team whose time it is about; empty for the whole organisation
/// @param atLeast share of the time, above 0, at most 1
/// @param weeks over which it is measured, up to the present; 1 to 52
/// @param environments in whose changes it is asked for; empty for all
/// @param person who set it
/// @param reason why
/// @param since when it was set
/// @param until when it ends
public record MinimumCapacityRule(
        String id,
        String team,
        WorkKind kind,
        double atLeast,
        int weeks,
        List<String> environments,
        String person,
        String reason,
        Instant since,
        Instant until) {
    /// The longest time over which it may be measured.
    public static final int MOST_WEEKS = 52;

    private static final double TOLERANCE = 1e-9;

    public MinimumCapacityRule {
        environments = List.copyOf(environments);
        if (!(atLeast > 0 && atLeast <= 1)) {
            throw new IllegalArgumentException("a required share is above 0 and at most 1, got " + atLeast);
        }
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw new IllegalArgumentException("capacity is measured over 1 to " + MOST_WEEKS + " weeks, got " + weeks);
        }
    }

    /// Whether it is asked for in an environment.
    public boolean isAskedIn(String environment, Instant now) {
        return !now.isBefore(since)
                && now.isBefore(until)
                && (environments.isEmpty() || environments.contains(environment));
    }

    /// The time over which it is measured.
    public WorkWindow window(Instant now) {
        return WorkWindow.last(Duration.ofDays(7L * weeks), now);
    }

    /// What it says of the team's changes. Without enough data it cannot tell.
    ///
    /// @param gate under whose name it answers
    /// @param items of the team's work
    public GateResult answer(String gate, List<WorkItem> items, Instant now) {
        WorkSummary work = WorkSummary.of(items, window(now), now);
        return work.actual()
                .map(actual -> answer(gate, actual.share(kind)))
                .orElseGet(() -> GateResult.unknown(gate, words() + ": " + work.gap()))
                .by(evidence(work))
                .during(null, until);
    }

    private GateResult answer(String gate, double share) {
        String reason = words() + ", and has put in " + CapacityFormatter.percent(share);
        return share < atLeast - TOLERANCE ? GateResult.deny(gate, reason) : GateResult.pass(gate, reason);
    }

    /// The rule in words, without a full stop.
    public String words() {
        return (team.isEmpty() ? "everybody together" : team) + " has to put at least "
                + CapacityFormatter.percent(atLeast) + " of " + CapacityFormatter.weeks(weeks) + " into "
                + kind.words();
    }

    private List<GateResult.Evidence> evidence(WorkSummary work) {
        String days = work.rows().stream()
                .filter(row -> row.actual() > 0)
                .map(row -> row.kind().words() + " " + CapacityFormatter.days(row.actual()))
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
        return List.of(
                new GateResult.Evidence("effort known", days, "/capacity"),
                new GateResult.Evidence("asked for by", person + ": " + reason, null));
    }
}
