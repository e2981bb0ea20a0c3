// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A forecast with its current status.
///
/// @param supersededBy forecast that replaced it; null for none
/// @param resolution null until it is resolved
public record ForecastLedgerEntry(
        Forecast forecast,
        @Nullable String supersededBy,
        @Nullable ForecastResolution resolution) {
    public enum State {
        /// The horizon is in the future.
        OPEN,
        /// The horizon has passed, and the forecast is not resolved.
        DUE,
        /// The outcome is recorded.
        RESOLVED,
        /// The event can no longer occur or fail to occur. Not scored.
        VOID,
        /// Another forecast replaced it. Not scored.
        SUPERSEDED
    }

    /// Returns the state at an instant.
    public State stateAt(Instant now) {
        if (supersededBy != null) {
            return State.SUPERSEDED;
        }
        if (resolution != null) {
            return resolution.isVoid() ? State.VOID : State.RESOLVED;
        }
        return now.isBefore(forecast.horizon()) ? State.OPEN : State.DUE;
    }
}
