// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Row of the overview: a service, or everything that belongs to no service.
///
/// @param key service key; empty for the row without a service
/// @param name service name
/// @param subtitle tier and owner
/// @param budgets error budgets of its objectives
/// @param changes running changes
/// @param incidents open incidents
/// @param freeze the active freeze or the next one
/// @param pausedEnvironments paused releases, as text
record ServiceRow(
        String key,
        String name,
        String subtitle,
        List<ObjectiveBudget> budgets,
        List<RunningChangeItem> changes,
        List<OpenIncidentItem> incidents,
        ServiceFreeze freeze,
        List<String> pausedEnvironments) {

    /// Error budget of an objective.
    ///
    /// @param state status badge; null while the objective is healthy
    /// @param remaining remaining share of the budget, such as `62%`
    /// @param remainingPercent the same, 0 to 100
    /// @param burnRate burn rate of the last hour, such as `0.8x`
    record ObjectiveBudget(
            String slo,
            String name,
            @Nullable StatusBadge state,
            String remaining,
            double remainingPercent,
            String burnRate) {
        /// Whether the bar shows a warning.
        boolean isWarning() {
            return state != null && state.tone() == StatusBadge.Tone.BAD;
        }
    }

    /// A running change.
    ///
    /// @param progress its step, such as `step 2 of 6, 5%`; empty if unknown
    /// @param blockedReason why it does not continue; empty if it is not blocked
    /// @param rollout id of its rollout; empty if another system deploys it
    record RunningChangeItem(
            String id, String title, StatusBadge state, String progress, String blockedReason, String rollout) {}

    /// An open incident.
    record OpenIncidentItem(String id, String title, StatusBadge severity, StatusBadge state, Instant since) {}

    /// Freeze of a service.
    ///
    /// @param state whether it is active
    /// @param time when it ends, or when the next one begins; null if unknown
    /// @param name name of the freeze window; empty if there is none
    record ServiceFreeze(StatusBadge state, @Nullable Instant time, String name) {
        static final ServiceFreeze NONE =
                new ServiceFreeze(new StatusBadge(StatusBadge.Tone.CALM, "minus", "None known"), null, "");
    }

    /// Whether the service has a problem.
    boolean hasProblems() {
        return !pausedEnvironments.isEmpty()
                || budgets.stream().anyMatch(budget -> budget.state() != null)
                || !incidents.isEmpty()
                || changes.stream().anyMatch(change -> !change.blockedReason().isEmpty());
    }
}
