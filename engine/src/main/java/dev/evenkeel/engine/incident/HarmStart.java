// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Set;

/// The latest moment at which an incident's cause can have taken effect: the start of harm or, while that is
/// unknown, the later detection.
///
/// @param moment the moment
/// @param description name of the moment, as in "40 s before ..."
/// @param flags flags whose calls showed the harm, as `environment/key`; empty when it may concern the whole
///     service
public record HarmStart(TimestampWithPrecision moment, String description, Set<String> flags) {
    public HarmStart {
        flags = Set.copyOf(flags);
    }

    static HarmStart ofHarm(TimestampWithPrecision timestamp, Set<String> flags) {
        return new HarmStart(timestamp, "the impact started", flags);
    }

    /// Creates it from an incident's record.
    public static HarmStart of(Incident incident) {
        Set<String> flags = Set.copyOf(incident.flags());
        TimestampWithPrecision harm = incident.response().timeOf(IncidentPhase.HARM_STARTED);
        if (harm != null) {
            return ofHarm(harm, flags);
        }
        TimestampWithPrecision detected = incident.response().timeOf(IncidentPhase.DETECTED);
        return new HarmStart(
                detected == null ? TimestampWithPrecision.exact(incident.openedAt(), "evenkeel") : detected,
                "detection",
                flags);
    }
}
