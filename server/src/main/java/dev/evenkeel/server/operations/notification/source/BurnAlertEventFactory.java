// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.operations.notification.NotificationDeliveryPlanner;
import dev.evenkeel.server.operations.slo.EndedBurnAlerts;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloService;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Events made of what the ledger says of alerts on error budgets. Thread-safe.
@Component
class BurnAlertEventFactory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BEGAN = "slo.alert.began";
    private static final int NEWEST = 100;

    private final SloService slos;

    BurnAlertEventFactory(SloService slos) {
        this.slos = slos;
    }

    /// What follows from an entry; empty when its alert is no longer among the newest hundred of its SLO.
    List<Event> of(AuditEntry entry) {
        String ended = entry.after();
        if (ended != null) {
            return ofEnded(entry, JSON.readValue(ended, EndedBurnAlerts.class));
        }
        boolean began = entry.action().equals(BEGAN);
        return slos.alerts(entry.subject(), NEWEST).stream()
                .filter(alert -> entry.reason()
                        .equals(alert.objective() + ", " + alert.rule() + ": "
                                + (began ? alert.beganBy() : alert.endedBy())))
                .findFirst()
                .map(alert -> event(entry, alert, began))
                .stream()
                .toList();
    }

    /* One event of all: it follows from each of their begins. */
    private List<Event> ofEnded(AuditEntry entry, EndedBurnAlerts ended) {
        List<SloAlert> alerts = slos.alerts(entry.subject(), NEWEST).stream()
                .filter(alert -> ended.alerts().contains(alert.id()))
                .sorted(Comparator.comparingLong(SloAlert::id))
                .toList();
        if (alerts.isEmpty()) {
            return List.of();
        }
        Event event = Event.of(
                        topic(alerts.getFirst()) + ".ended",
                        EventKind.BURN_ENDED,
                        entry.at(),
                        about(alerts.getFirst()),
                        EventSeverity.INFO)
                .saying(
                        "The error budget of " + entry.subject() + " is no longer watched by "
                                + (alerts.size() == 1 ? "1 rule that fired" : alerts.size() + " rules that fired"),
                        entry.reason());
        for (SloAlert alert : alerts) {
            event = event.after(Event.Relation.BEGIN, topic(alert) + NotificationDeliveryPlanner.BEGUN);
        }
        return List.of(event);
    }

    private static String topic(SloAlert alert) {
        return "slo-alert-" + alert.id();
    }

    private static Event.Subject about(SloAlert alert) {
        return new Event.Subject(alert.service(), "", "slo:" + alert.slo(), topic(alert), "/slos/" + alert.slo());
    }

    private static Event event(AuditEntry entry, SloAlert alert, boolean began) {
        String topic = topic(alert);
        Event.Subject about = about(alert);
        String what = "error budget of " + alert.slo() + " (" + alert.objective() + ")";
        Event event = began
                ? Event.of(
                                topic + NotificationDeliveryPlanner.BEGUN,
                                EventKind.BURN_BEGAN,
                                entry.at(),
                                about,
                                severity(alert))
                        .saying("The " + what + " burns too fast", alert.beganBy())
                : Event.of(topic + ".ended", EventKind.BURN_ENDED, entry.at(), about, EventSeverity.INFO)
                        .saying("The " + what + " burns no longer too fast", String.valueOf(alert.endedBy()))
                        .after(Event.Relation.BEGIN, topic + NotificationDeliveryPlanner.BEGUN);
        return event.with("objective", alert.objective())
                .with("rule", alert.rule())
                .with("severity", alert.severity().name())
                .with("since", alert.beganAt().toString());
    }

    private static EventSeverity severity(SloAlert alert) {
        return switch (alert.severity()) {
            case PAGE -> EventSeverity.PAGE;
            case TICKET -> EventSeverity.TICKET;
        };
    }
}
