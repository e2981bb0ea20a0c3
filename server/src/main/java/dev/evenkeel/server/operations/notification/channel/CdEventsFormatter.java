// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as CDEvents 0.6, for kinds that it has: a rollout is a change, its end an upgrade or a rollback of a
/// service, whose artifact is the variant that serves everybody then. What CDEvents has no place for stands in
/// `customData`.
///
/// See https://cdevents.dev
final class CdEventsFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "0.6.0-draft";
    private static final String UNKNOWN = "unspecified";

    private CdEventsFormatter() {}

    /// The type of CDEvents for an event; empty where there is none.
    static Optional<String> findType(Event event) {
        return switch (event.kind()) {
            case ROLLOUT_STARTED -> Optional.of("dev.cdevents.change.created.0.4.0");
            case COMPLETED -> Optional.of("dev.cdevents.service.upgraded.0.3.0");
            case ROLLED_BACK -> Optional.of("dev.cdevents.service.rolledback.0.3.0");
            case INCIDENT_DETECTED -> Optional.of("dev.cdevents.incident.detected.0.3.0");
            case INCIDENT_REPORTED -> Optional.of("dev.cdevents.incident.reported.0.3.0");
            case INCIDENT_RESOLVED -> Optional.of("dev.cdevents.incident.resolved.0.3.0");
            case APPROVAL_WANTED -> Optional.of("dev.cdevents.approval.created.0.1.0");
            case APPROVAL_CLOSED -> Optional.of("dev.cdevents.approval.closed.0.1.0");
            default -> Optional.empty();
        };
    }

    /// The CDEvent of an event; empty where there is none.
    static Optional<ObjectNode> find(Event event, SenderIdentity sender) {
        return findType(event).map(type -> whole(event, type, sender));
    }

    private static ObjectNode whole(Event event, String type, SenderIdentity sender) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("context", context(event, type, sender));
        whole.set("subject", subject(event, sender));
        whole.set("customData", CloudEventsFormatter.own(event, sender));
        return whole.put("customDataContentType", "application/json");
    }

    private static ObjectNode context(Event event, String type, SenderIdentity sender) {
        ObjectNode context = JSON.createObjectNode()
                .put("specversion", VERSION)
                .put("id", event.id())
                .put("source", sender.source())
                .put("type", type)
                .put("timestamp", event.at().toString());
        context.put("chainId", chain(event, sender));
        if (!event.links().isEmpty()) {
            ArrayNode links = context.putArray("links");
            event.links()
                    .forEach(link -> links.addObject()
                            .put("linkType", "RELATION")
                            .put("linkKind", link.relation().name())
                            .putObject("target")
                            .put("contextId", link.event()));
        }
        return context;
    }

    /* All that follows from one change is one chain. */
    private static String chain(Event event, SenderIdentity sender) {
        String first = event.links().stream()
                .filter(link -> link.relation() == Event.Relation.CHANGE)
                .map(Event.Link::event)
                .findFirst()
                .or(() -> event.links().stream().map(Event.Link::event).findFirst())
                .orElse(event.id());
        return UUID.nameUUIDFromBytes((sender.source() + "/" + first).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode subject(Event event, SenderIdentity sender) {
        ObjectNode subject = JSON.createObjectNode();
        ObjectNode content = switch (event.kind()) {
            case ROLLOUT_STARTED -> JSON.createObjectNode().put("description", event.reason());
            case COMPLETED -> deployed(event, event.fact("candidate"));
            case ROLLED_BACK -> deployed(event, event.fact("control"));
            case APPROVAL_WANTED -> approval(event, sender).put("requestor", person(event.fact("author")));
            case APPROVAL_CLOSED ->
                approval(event, sender)
                        .put("responder", person(event.fact("by")))
                        .put("decision", event.reason())
                        .put("status", event.fact("answer"));
            default -> incident(event, sender);
        };
        String id = switch (event.kind()) {
            case COMPLETED, ROLLED_BACK -> event.about().service();
            case APPROVAL_WANTED, APPROVAL_CLOSED -> event.about().topic();
            default -> event.about().subject();
        };
        subject.put("id", id).put("source", sender.source()).set("content", content);
        return subject;
    }

    private static ObjectNode deployed(Event event, String variant) {
        ObjectNode content = JSON.createObjectNode();
        content.set("environment", environment(event));
        return content.put("artifactId", "pkg:generic/" + encoded(event.fact("flag")) + "@" + encoded(variant));
    }

    private static ObjectNode approval(Event event, SenderIdentity sender) {
        String link = sender.link(event.about().path());
        return JSON.createObjectNode().put("approvalDetailsUrl", link).put("resourceTargetUrl", link);
    }

    private static ObjectNode incident(Event event, SenderIdentity sender) {
        ObjectNode content = JSON.createObjectNode().put("description", event.title());
        content.set("environment", environment(event));
        content.putObject("service").put("id", event.about().service());
        return switch (event.kind()) {
            case INCIDENT_REPORTED ->
                content.put("ticketURI", sender.link(event.about().path()));
            default -> content;
        };
    }

    /* Incidents belong to services and not to environments. */
    private static ObjectNode environment(Event event) {
        String name = event.about().environment();
        return JSON.createObjectNode().put("id", name.isEmpty() ? UNKNOWN : name);
    }

    private static String person(String name) {
        return "urn:user:" + encoded(name.isEmpty() ? UNKNOWN : name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
