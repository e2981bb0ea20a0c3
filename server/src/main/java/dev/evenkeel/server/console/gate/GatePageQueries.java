// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.gates.editing.ProposalService;
import dev.evenkeel.server.gates.evaluation.ActiveGateControlQueries;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Loads the data of the gates page: freezes, overrides, approvals and pending work.
@Component
public final class GatePageQueries {
    private static final int MOST_FORECASTS = 1_000;

    private final ActiveGateControlQueries activeGateControlQueries;
    private final ProposalService proposals;
    private final ForecastService forecasts;
    private final GatePermissionResolver keeper;
    private final ManifestService manifests;

    GatePageQueries(
            ActiveGateControlQueries activeGateControlQueries,
            ProposalService proposals,
            ForecastService forecasts,
            GatePermissionResolver keeper,
            ManifestService manifests) {
        this.activeGateControlQueries = activeGateControlQueries;
        this.proposals = proposals;
        this.forecasts = forecasts;
        this.keeper = keeper;
        this.manifests = manifests;
    }

    /// Counts pending work. Takes three queries.
    public PendingCounts countPending(Instant now) {
        return new PendingCounts(
                proposals.countOpen(),
                (int) activeGateControlQueries.listReviews().stream()
                        .filter(one -> one.isOverdue(now))
                        .count(),
                (int) forecasts.listNewest("", true, MOST_FORECASTS).stream()
                        .filter(one ->
                                one.origin() == null && one.entry().stateAt(now) == ForecastLedgerEntry.State.DUE)
                        .count());
    }

    /// Counts of pending work.
    ///
    /// @param proposals flag edits that need approval
    /// @param overdueReviews overdue reviews of overrides
    /// @param dueForecasts forecasts by users whose horizon has passed
    public record PendingCounts(int proposals, int overdueReviews, int dueForecasts) {}

    public ActiveGateControlQueries overview() {
        return activeGateControlQueries;
    }

    GatePermissionResolver permissions() {
        return keeper;
    }

    /// Returns the manifest origins of objects of some kinds. Takes one query.
    public ManifestOrigins listOrigins(String... kinds) {
        return ManifestOrigins.load(manifests, kinds);
    }

    /// Returns flag edits that can be approved or applied, newest first.
    List<ProposalResponse> listProposals() {
        return proposals.listOpen();
    }
}
