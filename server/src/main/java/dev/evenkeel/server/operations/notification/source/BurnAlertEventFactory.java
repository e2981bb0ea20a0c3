// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.operations.notification.NotificationDeliveryPlanner;
import dev.evenkeel.server.operations.slo.EndedBurnAlertIds;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloQueries;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The factory of events from audit entries about burn alerts. Thread-safe.
@Component
class BurnAlertEventFactory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FIRED = "slo.alert-fired";
    private static final int NEWEST = 100;

    private final SloQueries slos;

    BurnAlertEventFactory(SloQueries slos) {
        this.slos = slos;
    }

    /// Creates the events of an audit entry; empty if its alert is no longer among the newest 100 of the SLO.
    List<Event> createEvents(AuditEntry entry) {
        String ended = entry.after();
        if (ended != null) {
            return createEndedEvent(entry, JSON.readValue(ended, EndedBurnAlertIds.class));
        }
        boolean began = entry.action().equals(FIRED);
        return slos.listAlerts(entry.subject(), NEWEST).stream()
                .filter(alert -> entry.reason()
                        .equals(alert.objective() + ", " + alert.rule() + ": "
                                + (began ? alert.startEvidence() : alert.endEvidence())))
                .findFirst()
                .map(alert -> event(entry, alert, began))
                .stream()
                .toList();
    }

    /* One event for all alerts, linked to the start event of each. */
    private List<Event> createEndedEvent(AuditEntry entry, EndedBurnAlertIds ended) {
        List<SloAlert> alerts = slos.listAlerts(entry.subject(), NEWEST).stream()
                .filter(alert -> ended.alerts().contains(alert.id()))
                .sorted(Comparator.comparingLong(SloAlert::id))
                .toList();
        if (alerts.isEmpty()) {
            return List.of();
        }
        Event event = Event.of(
                        topic(alerts.getFirst()) + ".ended",
                        EventKind.SLO_ALERT_RESOLVED,
                        entry.at(),
                        createSubject(alerts.getFirst()),
                        EventSeverity.INFO)
                .withText(
                        (alerts.size() == 1 ? "1 burn-rate alert" : alerts.size() + " burn-rate alerts") + " of "
                                + entry.subject() + " ended without recovery",
                        entry.reason());
        for (SloAlert alert : alerts) {
            event = event.withLink(
                    Event.RelatedEventRole.START, topic(alert) + NotificationDeliveryPlanner.BEGAN_SUFFIX);
        }
        return List.of(event);
    }

    private static String topic(SloAlert alert) {
        return "slo-alert-" + alert.id();
    }

    private static Event.Subject createSubject(SloAlert alert) {
        return new Event.Subject(alert.service(), "", "slo:" + alert.slo(), topic(alert), "/slos/" + alert.slo());
    }

    private static Event event(AuditEntry entry, SloAlert alert, boolean began) {
        String topic = topic(alert);
        Event.Subject about = createSubject(alert);
        String what = "error budget of " + alert.slo() + " (" + alert.objective() + ")";
        Event event = began
                ? Event.of(
                                topic + NotificationDeliveryPlanner.BEGAN_SUFFIX,
                                EventKind.SLO_ALERT_FIRED,
                                entry.at(),
                                about,
                                severity(alert))
                        .withText("The " + what + " is burning too fast", alert.startEvidence())
                : Event.of(topic + ".ended", EventKind.SLO_ALERT_RESOLVED, entry.at(), about, EventSeverity.INFO)
                        .withText("The " + what + " is no longer burning too fast", String.valueOf(alert.endEvidence()))
                        .withLink(Event.RelatedEventRole.START, topic + NotificationDeliveryPlanner.BEGAN_SUFFIX);
        return event.withFact("objective", alert.objective())
                .withFact("rule", alert.rule())
                .withFact("severity", alert.severity().name())
                .withFact("since", alert.startedAt().toString());
    }

    private static EventSeverity severity(SloAlert alert) {
        return switch (alert.severity()) {
            case PAGE -> EventSeverity.PAGE;
            case TICKET -> EventSeverity.TICKET;
        };
    }
}
