// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A forecast with what became of it.
///
/// @param supersededBy the forecast that took its place; null for none
/// @param resolution null until it is resolved
public record ForecastLedgerEntry(
        Forecast forecast,
        @Nullable String supersededBy,
        @Nullable ForecastResolution resolution) {
    /// Where a forecast stands.
    public enum State {
        /// Its horizon lies ahead.
        OPEN,
        /// Its horizon has passed, and nobody has said what came of it.
        DUE,
        /// It is known what came of it.
        RESOLVED,
        /// Nothing can come of it any more. It is not scored.
        VOID,
        /// Another one took its place. It is not scored.
        SUPERSEDED
    }

    /// Where it stands at an instant.
    public State state(Instant now) {
        if (supersededBy != null) {
            return State.SUPERSEDED;
        }
        if (resolution != null) {
            return resolution.isVoid() ? State.VOID : State.RESOLVED;
        }
        return now.isBefore(forecast.horizon()) ? State.OPEN : State.DUE;
    }
}
