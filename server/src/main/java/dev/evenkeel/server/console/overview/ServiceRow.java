// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.server.console.kit.StatusBadge;
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
record ServiceRow(
        String key,
        String name,
        String about,
        List<ObjectiveBudget> budgets,
        List<RunningChangeItem> changes,
        List<OpenIncidentItem> incidents,
        ServiceFreeze freeze,
        List<String> stops) {

    /// An objective.
    ///
    /// @param state how it stands; null when that is as it should be
    /// @param left share of the budget that is left, such as `62.0 %`
    /// @param bar that share, 0 to 100
    /// @param burn how fast it burned in the last hour, such as `0.80 ×`
    record ObjectiveBudget(
            String slo, String name, @Nullable StatusBadge state, String left, double bar, String burn) {
        /// Whether the bar warns.
        boolean isOver() {
            return state != null && state.tone() == StatusBadge.Tone.BAD;
        }
    }

    /// A change that runs.
    ///
    /// @param place where it is, such as `step 2 of 6, 5 %`; empty when that is not known
    /// @param held why it does not go on; empty when nothing holds it up
    /// @param rollout id of the rollout that leads it; empty when others carry it out
    record RunningChangeItem(String id, String title, StatusBadge state, String place, String held, String rollout) {}

    /// An incident that is open.
    record OpenIncidentItem(String id, String title, StatusBadge severity, StatusBadge state, Instant since) {}

    /// A freeze.
    ///
    /// @param state whether it is on
    /// @param at when it ends, or when the next one begins; null when that is not known
    /// @param name of the window; empty when there is none
    record ServiceFreeze(StatusBadge state, @Nullable Instant at, String name) {
        static final ServiceFreeze NONE =
                new ServiceFreeze(new StatusBadge(StatusBadge.Tone.CALM, "minus", "None known"), null, "");
    }

    /// Whether something is wrong here.
    boolean isTroubled() {
        return !stops.isEmpty()
                || budgets.stream().anyMatch(budget -> budget.state() != null)
                || !incidents.isEmpty()
                || changes.stream().anyMatch(change -> !change.held().isEmpty());
    }
}
