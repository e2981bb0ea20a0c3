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

/// The formatter of events as CDEvents 0.6, where a matching type exists. A rollout is a change; its end is an
/// upgrade or a rollback of a service, whose artifact is the variant served to all users from then on. Fields
/// without a CDEvents equivalent are in `customData`.
///
/// See https://cdevents.dev
final class CdEventsFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "0.6.0-draft";
    private static final String UNKNOWN = "unspecified";

    private CdEventsFormatter() {}

    /// Returns the CDEvents type of an event; empty if there is none.
    static Optional<String> findType(Event event) {
        return switch (event.kind()) {
            case ROLLOUT_STARTED -> Optional.of("dev.cdevents.change.created.0.4.0");
            case COMPLETED -> Optional.of("dev.cdevents.service.upgraded.0.3.0");
            case ROLLED_BACK -> Optional.of("dev.cdevents.service.rolledback.0.3.0");
            case INCIDENT_DETECTED -> Optional.of("dev.cdevents.incident.detected.0.3.0");
            case INCIDENT_REPORTED -> Optional.of("dev.cdevents.incident.reported.0.3.0");
            case INCIDENT_RESOLVED -> Optional.of("dev.cdevents.incident.resolved.0.3.0");
            case APPROVAL_REQUESTED -> Optional.of("dev.cdevents.approval.created.0.1.0");
            case APPROVAL_CLOSED -> Optional.of("dev.cdevents.approval.closed.0.1.0");
            default -> Optional.empty();
        };
    }

    /// Returns the CDEvent of an event; empty if there is no matching type.
    static Optional<ObjectNode> formatIfSupported(Event event, InstallationIdentity sender) {
        return findType(event).map(type -> toEnvelope(event, type, sender));
    }

    private static ObjectNode toEnvelope(Event event, String type, InstallationIdentity sender) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("context", context(event, type, sender));
        whole.set("subject", subject(event, sender));
        whole.set("customData", CloudEventsFormatter.formatOwnData(event, sender));
        return whole.put("customDataContentType", "application/json");
    }

    private static ObjectNode context(Event event, String type, InstallationIdentity sender) {
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

    /* All events of one change share a chain. */
    private static String chain(Event event, InstallationIdentity sender) {
        String first = event.links().stream()
                .filter(link -> link.relation() == Event.RelatedEventRole.CHANGE)
                .map(Event.RelatedEvent::event)
                .findFirst()
                .or(() -> event.links().stream().map(Event.RelatedEvent::event).findFirst())
                .orElse(event.id());
        return UUID.nameUUIDFromBytes((sender.source() + "/" + first).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode subject(Event event, InstallationIdentity sender) {
        ObjectNode subject = JSON.createObjectNode();
        ObjectNode content = switch (event.kind()) {
            case ROLLOUT_STARTED -> JSON.createObjectNode().put("description", event.reason());
            case COMPLETED -> deployed(event, event.factValue("candidate"));
            case ROLLED_BACK -> deployed(event, event.factValue("control"));
            case APPROVAL_REQUESTED -> approval(event, sender).put("requestor", person(event.factValue("author")));
            case APPROVAL_CLOSED ->
                approval(event, sender)
                        .put("responder", person(event.factValue("by")))
                        .put("decision", event.reason())
                        .put("status", event.factValue("answer"));
            default -> incident(event, sender);
        };
        String id = switch (event.kind()) {
            case COMPLETED, ROLLED_BACK -> event.subject().service();
            case APPROVAL_REQUESTED, APPROVAL_CLOSED -> event.subject().topic();
            default -> event.subject().resource();
        };
        subject.put("id", id).put("source", sender.source()).set("content", content);
        return subject;
    }

    private static ObjectNode deployed(Event event, String variant) {
        ObjectNode content = JSON.createObjectNode();
        content.set("environment", environment(event));
        return content.put("artifactId", "pkg:generic/" + encode(event.factValue("flag")) + "@" + encode(variant));
    }

    private static ObjectNode approval(Event event, InstallationIdentity sender) {
        String link = sender.link(event.subject().path());
        return JSON.createObjectNode().put("approvalDetailsUrl", link).put("resourceTargetUrl", link);
    }

    private static ObjectNode incident(Event event, InstallationIdentity sender) {
        ObjectNode content = JSON.createObjectNode().put("description", event.title());
        content.set("environment", environment(event));
        content.putObject("service").put("id", event.subject().service());
        return switch (event.kind()) {
            case INCIDENT_REPORTED ->
                content.put("ticketURI", sender.link(event.subject().path()));
            default -> content;
        };
    }

    /* Incidents belong to services, not to environments. */
    private static ObjectNode environment(Event event) {
        String name = event.subject().environment();
        return JSON.createObjectNode().put("id", name.isEmpty() ? UNKNOWN : name);
    }

    private static String person(String name) {
        return "urn:user:" + encode(name.isEmpty() ? UNKNOWN : name);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
