// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.gates.editing.ProposalResponse;
import dev.evenkeel.server.gates.editing.ProposalService;
import dev.evenkeel.server.gates.evaluation.GateOverviewQueries;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about changes, and what waits for their word.
@Component
public final class GatePageQueries {
    private static final int MOST_FORECASTS = 1_000;

    private final GateOverviewQueries board;
    private final ProposalService proposals;
    private final ForecastService forecasts;
    private final GatePermissions keeper;
    private final ManifestService manifests;

    GatePageQueries(
            GateOverviewQueries board,
            ProposalService proposals,
            ForecastService forecasts,
            GatePermissions keeper,
            ManifestService manifests) {
        this.board = board;
        this.proposals = proposals;
        this.forecasts = forecasts;
        this.keeper = keeper;
        this.manifests = manifests;
    }

    /// How much waits for somebody. Three queries.
    public PendingCounts waiting(Instant now) {
        return new PendingCounts(
                proposals.countWaiting(),
                (int) board.reviews().stream().filter(one -> one.isOverdue(now)).count(),
                (int) forecasts.newest("", true, MOST_FORECASTS).stream()
                        .filter(one -> one.origin() == null && one.entry().state(now) == ForecastLedgerEntry.State.DUE)
                        .count());
    }

    /// Numbers of what waits for somebody.
    ///
    /// @param proposals edits of flags
    /// @param overdueReviews of overrides
    /// @param dueForecasts that people made, whose horizon has passed
    public record PendingCounts(int proposals, int overdueReviews, int dueForecasts) {}

    public GateOverviewQueries board() {
        return board;
    }

    GatePermissions keeper() {
        return keeper;
    }

    /// From which files objects of some kinds came. One query.
    public ManifestOrigins origins(String... kinds) {
        return ManifestOrigins.of(manifests, kinds);
    }

    /// Edits of flags that can be approved or applied, newest first.
    List<ProposalResponse> proposals() {
        return proposals.waiting();
    }
}
