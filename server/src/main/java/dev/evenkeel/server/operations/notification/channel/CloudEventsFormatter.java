// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The formatter of events as CloudEvents 1.0 in structured JSON. The data is a CDEvent where a matching type
/// exists, else Evenkeel's own format. Links are also in the extension attributes `change`, `decision`,
/// `rollback` and `start`.
///
/// See https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md
final class CloudEventsFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CloudEventsFormatter() {}

    static ObjectNode format(Event event, InstallationIdentity sender) {
        ObjectNode whole = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", sender.source())
                .put(
                        "type",
                        CdEventsFormatter.findType(event).orElse(event.kind().cloudEventType()))
                .put("subject", event.subject().resource())
                .put("time", event.at().toString())
                .put("datacontenttype", "application/json")
                .put("service", event.subject().service())
                .put("severity", event.severity().name());
        if (!event.subject().environment().isEmpty()) {
            whole.put("environment", event.subject().environment());
        }
        event.links().forEach(link -> whole.put(link.relation().wireName(), link.event()));
        whole.set(
                "data",
                CdEventsFormatter.formatIfSupported(event, sender).orElseGet(() -> formatOwnData(event, sender)));
        return whole;
    }

    /// Returns the event data in Evenkeel's own format.
    static ObjectNode formatOwnData(Event event, InstallationIdentity sender) {
        ObjectNode data = JSON.createObjectNode()
                .put("kind", event.kind().wireName())
                .put("severity", event.severity().name())
                .put("service", event.subject().service())
                .put("title", event.title())
                .put("reason", event.reason())
                .put("link", sender.link(event.subject().path()))
                .put("topic", event.subject().topic());
        ArrayNode links = data.putArray("links");
        event.links()
                .forEach(link -> links.addObject()
                        .put("relation", link.relation().wireName())
                        .put("event", link.event()));
        ObjectNode facts = data.putObject("facts");
        event.facts().forEach(facts::put);
        return data;
    }
}
