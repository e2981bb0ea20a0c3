// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of an objective.
///
/// @param alerts one for each rule of the SLO, in their order
/// @param freshness whether the newest minutes have data
/// @param lastDataAt end of the newest minute with a count; null without any
public record ObjectiveStatus(
        Objective objective,
        ErrorBudget budget,
        List<BurnAlertEvaluation> alerts,
        DataFreshness freshness,
        @Nullable Instant lastDataAt) {
    public ObjectiveStatus {
        alerts = List.copyOf(alerts);
    }

    /// Whether the newest minutes have data.
    public enum DataFreshness {
        CLEAR,
        NONE,
        FAILED
    }

    /// The status in one word. [#OK] requires data.
    public enum State {
        /// Budget remains, and no alert fires.
        OK,
        /// An alert fires.
        BURNING,
        /// The budget is spent.
        SPENT,
        /// No data, or no recent data.
        NO_DATA,
        /// No recent data, because queries of the source fail.
        SOURCE_FAILED
    }

    public State state() {
        if (freshness == DataFreshness.FAILED) {
            return State.SOURCE_FAILED;
        }
        if (freshness == DataFreshness.NONE || budget.remaining().isEmpty()) {
            return State.NO_DATA;
        }
        if (budget.remaining().getAsDouble() <= 0) {
            return State.SPENT;
        }
        return alerts.stream().anyMatch(alert -> alert.state() == BurnAlertEvaluation.State.FIRING)
                ? State.BURNING
                : State.OK;
    }
}
