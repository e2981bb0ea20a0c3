// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.server.console.kit.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service on the overview, or what belongs to none.
///
/// @param key of the service; empty for what belongs to none
/// @param name of the service
/// @param about its tier and its owner
/// @param budgets of its objectives
/// @param changes that run
/// @param incidents open ones
/// @param freeze the freeze that is on, or the next one
/// @param stops lines that are stopped, in words
record Band(
        String key,
        String name,
        String about,
        List<Budget> budgets,
        List<Moving> changes,
        List<Hurt> incidents,
        Freeze freeze,
        List<String> stops) {

    /// An objective.
    ///
    /// @param state how it stands; null when that is as it should be
    /// @param left share of the budget that is left, such as `62.0 %`
    /// @param bar that share, 0 to 100
    /// @param burn how fast it burned in the last hour, such as `0.80 ×`
    record Budget(String slo, String name, @Nullable Mark state, String left, double bar, String burn) {
        /// Whether the bar warns.
        boolean isOver() {
            return state != null && state.tone() == Mark.Tone.BAD;
        }
    }

    /// A change that runs.
    ///
    /// @param place where it is, such as `step 2 of 6, 5 %`; empty when that is not known
    /// @param held why it does not go on; empty when nothing holds it up
    /// @param rollout id of the rollout that leads it; empty when others carry it out
    record Moving(String id, String title, Mark state, String place, String held, String rollout) {}

    /// An incident that is open.
    record Hurt(String id, String title, Mark severity, Mark state, Instant since) {}

    /// A freeze.
    ///
    /// @param state whether it is on
    /// @param at when it ends, or when the next one begins; null when that is not known
    /// @param name of the window; empty when there is none
    record Freeze(Mark state, @Nullable Instant at, String name) {
        static final Freeze NONE = new Freeze(new Mark(Mark.Tone.CALM, "minus", "None known"), null, "");
    }

    /// Whether something is wrong here.
    boolean isTroubled() {
        return !stops.isEmpty()
                || budgets.stream().anyMatch(budget -> budget.state() != null)
                || !incidents.isEmpty()
                || changes.stream().anyMatch(change -> !change.held().isEmpty());
    }
}
