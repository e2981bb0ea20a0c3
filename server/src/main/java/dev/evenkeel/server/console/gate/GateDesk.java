// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.server.console.manifest.Origins;
import dev.evenkeel.server.decisions.forecast.Forecasts;
import dev.evenkeel.server.foundation.manifest.Manifests;
import dev.evenkeel.server.gates.editing.ProposalView;
import dev.evenkeel.server.gates.editing.Proposals;
import dev.evenkeel.server.gates.evaluation.GateBoard;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have set about changes, and what waits for their word.
@Component
public final class GateDesk {
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
    public Waiting waiting(Instant now) {
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
    public record Waiting(int proposals, int overdueReviews, int dueForecasts) {}

    public GateBoard board() {
        return board;
    }

    GateKeeper keeper() {
        return keeper;
    }

    /// From which files objects of some kinds came. One query.
    public Origins origins(String... kinds) {
        return Origins.of(manifests, kinds);
    }

    /// Edits of flags that can be approved or applied, newest first.
    List<ProposalView> proposals() {
        return proposals.waiting();
    }
}
