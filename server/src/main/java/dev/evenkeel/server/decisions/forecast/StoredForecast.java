// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A forecast as the ledger keeps it.
///
/// @param entry the forecast with what became of it
/// @param inputs what went into it
/// @param origin what the server made it of, which has one forecast: `step:r-1:3`; null when a person made it
/// @param reason why it supersedes another; empty when it does not
/// @param recordedAt when it was written down
public record StoredForecast(
        ForecastLedgerEntry entry, String inputs, @Nullable String origin, String reason, Instant recordedAt) {
    /// What was forecast.
    public Forecast forecast() {
        return entry.forecast();
    }
}
