// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The matcher of signals to incidents: later signals within a time window join the open incident of the same
/// service and change.
public final class IncidentSignalMatcher {
    /// Time after its last signal in which an incident accepts another one.
    public static final Duration WINDOW = Duration.ofHours(1);

    private IncidentSignalMatcher() {}

    /// The match of a signal.
    ///
    /// @param joined incident that it joins; null when it opens a new one
    /// @param related mitigated incident to which the new one is linked; null for none
    public record JoinedOrRelatedIncident(
            @Nullable Incident joined, @Nullable Incident related) {}

    /// Decides whether a signal joins an incident or opens a new one.
    ///
    /// An automatic signal joins as described for [#findMatch]. A person's declaration joins only an incident
    /// in state OPEN. A MITIGATED incident states that users are no longer affected, while the person states
    /// that they are: the declaration opens a new incident linked to it.
    ///
    /// @param origin origin of the incident that the signal would open
    /// @param known incidents to choose from, in any order
    public static JoinedOrRelatedIncident match(IncidentSignal signal, IncidentOrigin origin, List<Incident> known) {
        if (origin != IncidentOrigin.PERSON) {
            return new JoinedOrRelatedIncident(findMatch(signal, known).orElse(null), null);
        }
        List<Incident> open = known.stream()
                .filter(incident -> incident.state() == IncidentState.OPEN)
                .toList();
        return findMatch(signal, open)
                .map(joined -> new JoinedOrRelatedIncident(joined, null))
                .orElseGet(() -> new JoinedOrRelatedIncident(
                        null, findMatch(signal, known).orElse(null)));
    }

    /// Returns the incident that a signal joins. A signal about a change joins the incident of that change,
    /// else one of the service without a change. A signal without a change joins the incident with the latest
    /// signal. Everything else stays separate: incidents of two changes, and a change of one flag and harm
    /// that only calls of another flag showed.
    ///
    /// @param known incidents to choose from, in any order
    /// @return empty when it opens a new one
    public static Optional<Incident> findMatch(IncidentSignal signal, List<Incident> known) {
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
