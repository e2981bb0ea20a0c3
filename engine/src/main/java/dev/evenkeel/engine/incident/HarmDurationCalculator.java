// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long an incident hurt: from when harm began until it was mitigated.
public final class HarmDurationCalculator {
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private HarmDurationCalculator() {}

    /// The length, not below zero; null while one of the two moments is not known.
    public static @Nullable Duration of(Incident incident) {
        IncidentTimestamp from = incident.response().at(IncidentPhase.HARM_STARTED);
        IncidentTimestamp to = incident.response().at(IncidentPhase.MITIGATED);
        if (from == null || to == null) {
            return null;
        }
        Duration length = Duration.between(from.at(), to.at());
        return length.isNegative() ? Duration.ZERO : length;
    }

    /// The same in minutes.
    public static @Nullable Double minutes(Incident incident) {
        Duration length = of(incident);
        return length == null ? null : (Double) (length.toMillis() / MILLIS_OF_A_MINUTE);
    }
}
