// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The calculator of how long an incident caused harm: from the start of harm to its mitigation.
public final class HarmDurationCalculator {
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private HarmDurationCalculator() {}

    /// Returns the duration, zero or more; null while either moment is unknown.
    public static @Nullable Duration calculate(Incident incident) {
        TimestampWithPrecision from = incident.response().timeOf(IncidentPhase.HARM_STARTED);
        TimestampWithPrecision to = incident.response().timeOf(IncidentPhase.MITIGATED);
        if (from == null || to == null) {
            return null;
        }
        Duration length = Duration.between(from.at(), to.at());
        return length.isNegative() ? Duration.ZERO : length;
    }

    /// Returns the duration in minutes.
    public static @Nullable Double calculateMinutes(Incident incident) {
        Duration length = calculate(incident);
        return length == null ? null : (Double) (length.toMillis() / MILLIS_OF_A_MINUTE);
    }
}
