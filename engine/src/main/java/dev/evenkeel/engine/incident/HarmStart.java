// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Set;

/// The moment before which an incident's cause lies: when harm began or, while nobody knows that, when it
/// was noticed, which is later.
///
/// @param moment when
/// @param words what happened then, as in "40 s before ..."
/// @param flags whose calls showed the harm, as `environment/key`; empty when it may be about all of the
///     service
public record HarmStart(IncidentTimestamp moment, String words, Set<String> flags) {
    public HarmStart {
        flags = Set.copyOf(flags);
    }

    /// When harm began.
    static HarmStart ofHarm(IncidentTimestamp moment, Set<String> flags) {
        return new HarmStart(moment, "harm began", flags);
    }

    /// What is known of an incident.
    public static HarmStart of(Incident incident) {
        Set<String> flags = Set.copyOf(incident.flags());
        IncidentTimestamp harm = incident.response().at(IncidentPhase.HARM_STARTED);
        if (harm != null) {
            return ofHarm(harm, flags);
        }
        IncidentTimestamp detected = incident.response().at(IncidentPhase.DETECTED);
        return new HarmStart(
                detected == null ? IncidentTimestamp.exact(incident.openedAt(), "evenkeel") : detected,
                "it was noticed",
                flags);
    }
}
