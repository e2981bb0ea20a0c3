// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which incident a signal belongs to: one of a service and a change is open within a window, and later
/// signals join it. Pure.
public final class Joining {
    /// How long after its last signal an incident takes another one in.
    public static final Duration WINDOW = Duration.ofHours(1);

    private Joining() {}

    /// The incident that a signal joins. A signal about a change joins the incident of that change, else
    /// one of the service that is about no change. A signal about no change joins whichever was heard of
    /// last. Nothing else joins: two changes are two incidents.
    ///
    /// @param known incidents to choose from, in any order
    /// @return empty when it begins a new one
    public static Optional<Incident> find(Signal signal, List<Incident> known) {
        Comparator<Incident> best = Comparator.comparing((Incident incident) ->
                        signal.change() != null && signal.change().equals(incident.change()))
                .thenComparing(Incident::lastSignalAt);
        return known.stream()
                .filter(incident -> incident.state().isOpen())
                .filter(incident -> incident.service().equals(signal.service()))
                .filter(incident -> signal.change() == null
                        || incident.change() == null
                        || signal.change().equals(incident.change()))
                .filter(incident -> !incident.lastSignalAt().plus(WINDOW).isBefore(signal.at()))
                .max(best);
    }
}
