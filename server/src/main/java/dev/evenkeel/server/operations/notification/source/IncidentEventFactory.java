// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The factory of events from audit entries about incidents.
final class IncidentEventFactory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ROLLOUT = "rollout:";
    private static final String ACKNOWLEDGED = "incident.acknowledged";
    private static final String HANDED_OVER = "incident.handed-over";

    private IncidentEventFactory() {}

    /// Creates the events of an audit entry: usually none, otherwise one for each change.
    static List<Event> createEvents(AuditEntry entry) {
        if (entry.after() == null) {
            return List.of();
        }
        Incident after = JSON.readValue(entry.after(), Incident.class);
        if (entry.before() == null) {
            return List.of(opened(entry, after));
        }
        Incident before = JSON.readValue(entry.before(), Incident.class);
        List<Event> events = new ArrayList<>();
        kindOf(before.state(), after.state()).ifPresent(kind -> events.add(event(entry, after, kind)));
        if (after.severity().severity().compareTo(before.severity().severity()) < 0) {
            events.add(event(entry, after, EventKind.INCIDENT_SEVERITY_RAISED));
        }
        if (entry.action().equals(ACKNOWLEDGED)) {
            events.add(event(entry, after, EventKind.INCIDENT_ACKNOWLEDGED));
        }
        if (entry.action().equals(HANDED_OVER)) {
            events.add(event(entry, after, EventKind.INCIDENT_HANDED_OVER));
        }
        return events;
    }

    private static Optional<EventKind> kindOf(IncidentState before, IncidentState after) {
        if (before == after) {
            return Optional.empty();
        }
        return switch (after) {
            case OPEN -> Optional.of(EventKind.INCIDENT_REOPENED);
            case MITIGATED -> Optional.of(EventKind.INCIDENT_MITIGATED);
            case RESOLVED -> Optional.of(EventKind.INCIDENT_RESOLVED);
            case REVIEWED -> Optional.empty();
        };
    }

    private static Event opened(AuditEntry entry, Incident incident) {
        boolean person = incident.origin() == IncidentOrigin.PERSON;
        Event opened =
                event(entry, incident, person ? EventKind.INCIDENT_REPORTED : EventKind.INCIDENT_DETECTED, "opened");
        String change = Objects.requireNonNullElse(incident.change(), "");
        if (!change.startsWith(ROLLOUT)) {
            return opened;
        }
        String rollout = change.substring(ROLLOUT.length());
        Event linked = opened.withLink(Event.RelatedEventRole.CHANGE, RolloutEventFactory.startedId(rollout));
        return incident.origin() == IncidentOrigin.ROLLBACK
                ? linked.withLink(Event.RelatedEventRole.ROLLBACK, RolloutEventFactory.rolledBackId(rollout))
                : linked;
    }

    private static Event event(AuditEntry entry, Incident incident, EventKind kind) {
        String word = kind.wireName().substring(kind.wireName().indexOf('.') + 1);
        return event(entry, incident, kind, word + "." + entry.number())
                .withLink(Event.RelatedEventRole.START, incident.id() + ".opened");
    }

    private static Event event(AuditEntry entry, Incident incident, EventKind kind, String name) {
        String id = incident.id();
        var about = new Event.Subject(incident.service(), "", "incident:" + id, "incident:" + id, "/incidents/" + id);
        return Event.of(
                        id + "." + name,
                        kind,
                        entry.at(),
                        about,
                        severity(kind, incident.severity().severity()))
                .withText(title(kind, incident), reason(entry, incident))
                .withFact("severity", incident.severity().severity().name())
                .withFact("state", incident.state().name())
                .withFact("change", text(incident.change()))
                .withFact("commander", text(incident.response().roles().get(IncidentRole.COMMANDER)))
                .withFact("by", entry.actor());
    }

    private static String title(EventKind kind, Incident incident) {
        String what = incident.severity().severity() + " " + incident.title();
        return switch (kind) {
            case INCIDENT_REOPENED -> "Reopened: " + what;
            case INCIDENT_SEVERITY_RAISED -> "Severity raised: " + what;
            case INCIDENT_ACKNOWLEDGED -> "Acknowledged: " + what;
            case INCIDENT_HANDED_OVER -> "Handed over: " + what;
            case INCIDENT_MITIGATED -> "Mitigated: " + what;
            case INCIDENT_RESOLVED -> "Resolved: " + what;
            default -> what;
        };
    }

    private static String reason(AuditEntry entry, Incident incident) {
        return entry.reason().isBlank() ? incident.severity().because() : entry.reason();
    }

    private static EventSeverity severity(EventKind kind, IncidentSeverity severity) {
        return switch (kind) {
            case INCIDENT_ACKNOWLEDGED, INCIDENT_MITIGATED, INCIDENT_RESOLVED -> EventSeverity.INFO;
            case INCIDENT_HANDED_OVER -> EventSeverity.NOTICE;
            default ->
                switch (severity) {
                    case SEV1, SEV2 -> EventSeverity.PAGE;
                    case SEV3 -> EventSeverity.TICKET;
                    case SEV4 -> EventSeverity.NOTICE;
                };
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
