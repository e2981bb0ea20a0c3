// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.event.Event;
import dev.evenkeel.engine.event.EventKind;
import dev.evenkeel.engine.event.EventSeverity;
import dev.evenkeel.server.slo.SloAlert;
import dev.evenkeel.server.slo.Slos;
import java.util.List;
import org.springframework.stereotype.Component;

/// Events made of what the ledger says of alerts on error budgets. Thread-safe.
@Component
class BurnEvents {
    private static final String BEGAN = "slo.alert.began";
    private static final int NEWEST = 100;

    private final Slos slos;

    BurnEvents(Slos slos) {
        this.slos = slos;
    }

    /// What follows from an entry; empty when its alert is no longer among the newest hundred of its SLO.
    List<Event> of(AuditEntry entry) {
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

    private static Event event(AuditEntry entry, SloAlert alert, boolean began) {
        String topic = "slo-alert-" + alert.id();
        var about = new Event.About(alert.service(), "", "slo:" + alert.slo(), topic, "/slos/" + alert.slo());
        String what = "error budget of " + alert.slo() + " (" + alert.objective() + ")";
        Event event = began
                ? Event.of(topic + ".began", EventKind.BURN_BEGAN, entry.at(), about, severity(alert))
                        .saying("The " + what + " burns too fast", alert.beganBy())
                : Event.of(topic + ".ended", EventKind.BURN_ENDED, entry.at(), about, EventSeverity.INFO)
                        .saying("The " + what + " burns no longer too fast", String.valueOf(alert.endedBy()))
                        .after(Event.Relation.BEGIN, topic + ".began");
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
