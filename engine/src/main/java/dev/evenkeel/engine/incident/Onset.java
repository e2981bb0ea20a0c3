// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The moment before which an incident's cause lies: when harm began or, while nobody knows that, when it
/// was noticed, which is later.
///
/// @param moment when
/// @param words what happened then, as in "40 s before ..."
public record Onset(Moment moment, String words) {
    /// When harm began.
    static Onset ofHarm(Moment moment) {
        return new Onset(moment, "harm began");
    }

    /// What is known of an incident.
    public static Onset of(Incident incident) {
        Moment harm = incident.response().at(Phase.HARM_STARTED);
        if (harm != null) {
            return ofHarm(harm);
        }
        Moment detected = incident.response().at(Phase.DETECTED);
        return new Onset(detected == null ? Moment.exact(incident.openedAt(), "evenkeel") : detected, "it was noticed");
    }
}
