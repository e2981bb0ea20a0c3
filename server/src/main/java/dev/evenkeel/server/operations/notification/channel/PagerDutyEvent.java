// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event of PagerDuty's Events API v2 that represents one or more events: an alert that is triggered,
/// acknowledged or resolved under the key of its topic, or a change event.
///
/// See https://developer.pagerduty.com/docs/events-api-v2/overview/
///
/// @param path path of the API endpoint
/// @param body JSON
record PagerDutyEvent(String path, ObjectNode body) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SUMMARY = 1024;
    private static final int LONGEST_KEY = 255;

    /// @param events events of one topic, in order, one or more; the last one determines the action
    static PagerDutyEvent of(List<Event> events, String routingKey, InstallationIdentity sender) {
        Event last = events.getLast();
        boolean alert = events.stream().anyMatch(PagerDutyEvent::isAlert);
        ObjectNode body = JSON.createObjectNode().put("routing_key", routingKey);
        if (alert) {
            String key = sender.source() + "/" + last.subject().topic();
            body.put("event_action", action(last))
                    .put("dedup_key", cut(key, LONGEST_KEY))
                    .put("client", "Evenkeel")
                    .put("client_url", sender.link(last.subject().path()));
        }
        body.set("payload", payload(events, alert, sender));
        body.putArray("links")
                .addObject()
                .put("href", sender.link(last.subject().path()))
                .put("text", "Open in Evenkeel");
        return new PagerDutyEvent(alert ? "/v2/enqueue" : "/v2/change/enqueue", body);
    }

    private static String action(Event last) {
        if (last.kind().isClosing() || isRecovered(last)) {
            return "resolve";
        }
        return last.kind() == EventKind.INCIDENT_ACKNOWLEDGED ? "acknowledge" : "trigger";
    }

    private static boolean isRecovered(Event event) {
        return event.kind() == EventKind.SLO_BUDGET_STATE_CHANGED
                && !event.severity().isAtLeast(EventSeverity.TICKET);
    }

    /* Other events of rollouts and gates are context for responders to an alert. */
    private static boolean isAlert(Event event) {
        return switch (event.kind()) {
            case ROLLOUT_STARTED, DECIDED, EXPOSURE_CHANGED, COMPLETED, GATE_STATE_CHANGED -> false;
            default -> true;
        };
    }

    private static ObjectNode payload(List<Event> events, boolean alert, InstallationIdentity sender) {
        Event last = events.getLast();
        ObjectNode payload = JSON.createObjectNode()
                .put("summary", cut(last.title() + ": " + last.reason(), LONGEST_SUMMARY))
                .put("timestamp", last.at().toString())
                .put("source", last.subject().service());
        if (alert) {
            EventSeverity worst = events.stream()
                    .map(Event::severity)
                    .max(EventSeverity::compareTo)
                    .orElseThrow();
            payload.put("severity", severity(worst))
                    .put("component", last.subject().resource())
                    .put("class", last.kind().wireName());
        }
        ObjectNode details = payload.putObject("custom_details");
        details.put("link", sender.link(last.subject().path()));
        last.facts().forEach(details::put);
        if (events.size() > 1) {
            details.put(
                    "events",
                    events.stream()
                            .map(Event::title)
                            .reduce((one, other) -> one + "\n" + other)
                            .get());
        }
        return payload;
    }

    private static String severity(EventSeverity severity) {
        return switch (severity) {
            case PAGE -> "critical";
            case TICKET -> "error";
            case NOTICE -> "warning";
            case INFO -> "info";
        };
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
