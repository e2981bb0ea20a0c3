// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stored forecast.
///
/// @param entry the forecast and its resolution
/// @param inputs canonical JSON of its inputs
/// @param origin record from which the server created it, with one forecast each: `step:r-1:3`; null when a
///     user created it
/// @param reason why it supersedes another; empty when it does not
/// @param recordedAt when it was stored
public record StoredForecast(
        ForecastLedgerEntry entry, String inputs, @Nullable String origin, String reason, Instant recordedAt) {
    public Forecast forecast() {
        return entry.forecast();
    }
}
