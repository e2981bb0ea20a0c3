// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an objective stands.
///
/// @param alerts one for each rule of the SLO, in their order
/// @param sight whether the newest minutes are known
/// @param lastDataAt end of the newest minute that was counted; null when none was
public record ObjectiveStatus(
        Objective objective,
        ErrorBudget budget,
        List<BurnAlert> alerts,
        DataFreshness sight,
        @Nullable Instant lastDataAt) {
    public ObjectiveStatus {
        alerts = List.copyOf(alerts);
    }

    /// Whether the newest minutes are known.
    public enum DataFreshness {
        CLEAR,
        NONE,
        FAILED
    }

    /// The answer in one word. Only a known one is ever [#OK].
    public enum State {
        /// There is budget, and no alert fires.
        OK,
        /// An alert fires.
        BURNING,
        /// The budget is used up.
        SPENT,
        /// Nothing was counted, or not lately.
        NO_DATA,
        /// Nothing was counted lately, as the source does not answer.
        SOURCE_FAILED
    }

    /// The state.
    public State state() {
        if (sight == DataFreshness.FAILED) {
            return State.SOURCE_FAILED;
        }
        if (sight == DataFreshness.NONE || budget.remaining().isEmpty()) {
            return State.NO_DATA;
        }
        if (budget.remaining().getAsDouble() <= 0) {
            return State.SPENT;
        }
        return alerts.stream().anyMatch(alert -> alert.answer() == BurnAlert.State.FIRING) ? State.BURNING : State.OK;
    }
}
