// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.server.authoring.ProposalView;
import dev.evenkeel.server.authoring.Proposals;
import dev.evenkeel.server.forecast.Forecasts;
import dev.evenkeel.server.gate.GateBoard;
import dev.evenkeel.server.manifest.Manifests;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about changes, and what waits for their word.
@Component
final class GateDesk {
    private static final int MOST_FORECASTS = 1_000;

    private final GateBoard board;
    private final Proposals proposals;
    private final Forecasts forecasts;
    private final GateKeeper keeper;
    private final Manifests manifests;

    GateDesk(GateBoard board, Proposals proposals, Forecasts forecasts, GateKeeper keeper, Manifests manifests) {
        this.board = board;
        this.proposals = proposals;
        this.forecasts = forecasts;
        this.keeper = keeper;
        this.manifests = manifests;
    }

    /// How much waits for somebody. Three queries.
    Waiting waiting(Instant now) {
        return new Waiting(
                proposals.countWaiting(),
                (int) board.reviews().stream().filter(one -> one.isOverdue(now)).count(),
                (int) forecasts.newest("", true, MOST_FORECASTS).stream()
                        .filter(one -> one.origin() == null && one.entry().state(now) == LedgerEntry.State.DUE)
                        .count());
    }

    /// Numbers of what waits for somebody.
    ///
    /// @param proposals edits of flags
    /// @param overdueReviews of overrides
    /// @param dueForecasts that people made, whose horizon has passed
    record Waiting(int proposals, int overdueReviews, int dueForecasts) {}

    GateBoard board() {
        return board;
    }

    GateKeeper keeper() {
        return keeper;
    }

    /// From which files objects of some kinds came. One query.
    Origins origins(String... kinds) {
        return Origins.of(manifests, kinds);
    }

    /// Edits of flags that can be approved or applied, newest first.
    List<ProposalView> proposals() {
        return proposals.waiting();
    }
}
