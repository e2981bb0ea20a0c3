// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which incident a signal belongs to: one of a service and a change is open within a window, and later
/// signals join it. Pure.
public final class IncidentMatcher {
    /// How long after its last signal an incident takes another one in.
    public static final Duration WINDOW = Duration.ofHours(1);

    private IncidentMatcher() {}

    /// Where a signal goes.
    ///
    /// @param joined the incident that it joins; null when it opens a new one
    /// @param related the mitigated incident to which the new one is linked; null for none
    public record Match(@Nullable Incident joined, @Nullable Incident related) {}

    /// Decides whether a signal joins an incident or opens a new one.
    ///
    /// A signal from a machine joins as [#find] says. A person's declaration joins only an incident that is
    /// OPEN. One that is MITIGATED says that users are no longer hurt, and the person says that they are: the
    /// declaration opens a new incident that is linked to it.
    ///
    /// @param origin of the incident that the signal would open
    /// @param known incidents to choose from, in any order
    public static Match place(IncidentSignal signal, IncidentOrigin origin, List<Incident> known) {
        if (origin != IncidentOrigin.PERSON) {
            return new Match(find(signal, known).orElse(null), null);
        }
        List<Incident> open = known.stream()
                .filter(incident -> incident.state() == IncidentState.OPEN)
                .toList();
        return find(signal, open)
                .map(joined -> new Match(joined, null))
                .orElseGet(() -> new Match(null, find(signal, known).orElse(null)));
    }

    /// The incident that a signal joins. A signal about a change joins the incident of that change, else one of
    /// the service that is about no change. A signal about no change joins whichever was heard of last. Nothing
    /// else joins: two changes are two incidents, and so are a change of one flag and harm that only calls of
    /// another flag showed.
    ///
    /// @param known incidents to choose from, in any order
    /// @return empty when it begins a new one
    public static Optional<Incident> find(IncidentSignal signal, List<Incident> known) {
        Comparator<Incident> best = Comparator.comparing((Incident incident) ->
                        signal.change() != null && signal.change().equals(incident.change()))
                .thenComparing(Incident::lastSignalAt);
        return known.stream()
                .filter(incident -> incident.state().isOpen())
                .filter(incident -> incident.service().equals(signal.service()))
                .filter(incident -> signal.change() == null
                        || incident.change() == null
                        || signal.change().equals(incident.change()))
                .filter(incident -> mayBeOfOneFlag(signal, incident))
                .filter(incident -> !incident.lastSignalAt().plus(WINDOW).isBefore(signal.at()))
                .max(best);
    }

    private static boolean mayBeOfOneFlag(IncidentSignal signal, Incident incident) {
        boolean aboutNoChange = signal.change() == null && incident.change() == null;
        return aboutNoChange
                || signal.flags().isEmpty()
                || incident.flags().isEmpty()
                || signal.flags().stream().anyMatch(incident.flags()::contains);
    }
}
