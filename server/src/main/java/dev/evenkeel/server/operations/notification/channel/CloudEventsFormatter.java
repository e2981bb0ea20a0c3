// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as CloudEvents 1.0 in structured JSON: with a CDEvent as data where CDEvents has a type for
/// it, else with data of Evenkeel's own. Links stand in extension attributes too: `change`, `decision`,
/// `rollback`, `begin`.
///
/// See https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md
final class CloudEventsFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CloudEventsFormatter() {}

    static ObjectNode of(Event event, SenderIdentity sender) {
        ObjectNode whole = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", sender.source())
                .put(
                        "type",
                        CdEventsFormatter.findType(event).orElse(event.kind().type()))
                .put("subject", event.about().subject())
                .put("time", event.at().toString())
                .put("datacontenttype", "application/json")
                .put("service", event.about().service())
                .put("severity", event.severity().name());
        if (!event.about().environment().isEmpty()) {
            whole.put("environment", event.about().environment());
        }
        event.links().forEach(link -> whole.put(link.relation().word(), link.event()));
        whole.set("data", CdEventsFormatter.find(event, sender).orElseGet(() -> own(event, sender)));
        return whole;
    }

    /// Data of Evenkeel's own.
    static ObjectNode own(Event event, SenderIdentity sender) {
        ObjectNode data = JSON.createObjectNode()
                .put("kind", event.kind().word())
                .put("severity", event.severity().name())
                .put("service", event.about().service())
                .put("title", event.title())
                .put("reason", event.reason())
                .put("link", sender.link(event.about().path()))
                .put("topic", event.about().topic());
        ArrayNode links = data.putArray("links");
        event.links()
                .forEach(link -> links.addObject()
                        .put("relation", link.relation().word())
                        .put("event", link.event()));
        ObjectNode facts = data.putObject("facts");
        event.facts().forEach(facts::put);
        return data;
    }
}
