// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import java.time.Instant;
import java.util.List;

/// The list of incidents. Its question: what hurts now, since when, and what was not learned from yet?
///
/// @param lead the answer, in a sentence
/// @param now when it was given
/// @param rows open ones first, of those the worst, then newest first
record IncidentListPage(String lead, Instant now, List<Row> rows) {
    /// One incident.
    ///
    /// @param leader who commands; empty when nobody does
    record Row(String id, Mark severity, Mark state, String title, String service, Instant openedAt, String leader) {}

    static IncidentListPage of(List<Incident> incidents, Instant now) {
        List<Row> rows = incidents.stream()
                .sorted((one, other) ->
                        Boolean.compare(other.state().isOpen(), one.state().isOpen()))
                .map(IncidentListPage::row)
                .toList();
        return new IncidentListPage(lead(incidents), now, rows);
    }

    private static Row row(Incident incident) {
        return new Row(
                incident.id(),
                Mark.of(incident.severity().severity()),
                Mark.of(incident),
                incident.title(),
                incident.service(),
                incident.openedAt(),
                IncidentPage.leader(incident));
    }

    private static String lead(List<Incident> incidents) {
        long hurting = incidents.stream()
                .filter(incident -> incident.state() == IncidentState.OPEN)
                .count();
        long unlearned = incidents.stream().filter(Incident::asksForReview).count();
        String review = unlearned == 0 ? "" : " " + Numbers.count(unlearned) + " rolled back and not reviewed yet.";
        return (hurting == 0 ? "Nothing is known to hurt users now." : Numbers.count(hurting) + " open.") + review;
    }
}
