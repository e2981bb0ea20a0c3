// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Set;

/// The moment before which an incident's cause lies: when harm began or, while nobody knows that, when it
/// was noticed, which is later.
///
/// @param moment when
/// @param words what happened then, as in "40 s before ..."
/// @param flags whose calls showed the harm, as `environment/key`; empty when it may be about all of the service
public record Onset(Moment moment, String words, Set<String> flags) {
    public Onset {
        flags = Set.copyOf(flags);
    }

    /// When harm began.
    static Onset ofHarm(Moment moment, Set<String> flags) {
        return new Onset(moment, "harm began", flags);
    }

    /// What is known of an incident.
    public static Onset of(Incident incident) {
        Set<String> flags = Set.copyOf(incident.flags());
        Moment harm = incident.response().at(Phase.HARM_STARTED);
        if (harm != null) {
            return ofHarm(harm, flags);
        }
        Moment detected = incident.response().at(Phase.DETECTED);
        return new Onset(
                detected == null ? Moment.exact(incident.openedAt(), "evenkeel") : detected, "it was noticed", flags);
    }
}
