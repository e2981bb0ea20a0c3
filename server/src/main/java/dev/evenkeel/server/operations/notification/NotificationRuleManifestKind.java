// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of notification rules. Implied rules are not exported to files.
@Component
class NotificationRuleManifestKind implements PerObjectManifestKind {
    private final NotificationRuleService rules;
    private final NotificationRuleRepository notificationRuleRepository;
    private final JsonRequestBinder binder;

    NotificationRuleManifestKind(
            NotificationRuleService rules,
            NotificationRuleRepository notificationRuleRepository,
            JsonRequestBinder binder) {
        this.rules = rules;
        this.notificationRuleRepository = notificationRuleRepository;
        this.binder = binder;
    }

    /// A rule as in files; see [NotificationRuleResponse] for the fields.
    record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the channel")
            String channel,

            @JsonPropertyDescription("services whose events are sent; empty for all")
            List<String> services,

            @JsonPropertyDescription("minimum severity of sent events")
            EventSeverity severity,

            @JsonPropertyDescription("kinds or families of events; empty for the default selection, * for all")
            List<String> events,

            @JsonPropertyDescription("how long a rollout is on hold before a notification is sent: PT0S to P7D")
            String holdAfter) {
        static Spec of(NotificationRule rule) {
            NotificationRuleResponse view = NotificationRuleResponses.of(rule);
            return new Spec(
                    view.channel(),
                    view.services(),
                    view.severity(),
                    view.events(),
                    view.holdAfter().toString());
        }
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "NotificationRule", 61, Right.ADMINISTER, Spec.class, "A rule that sends events to a channel.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        notificationRuleRepository
                .listAll()
                .forEach(rule -> all.put(
                        ManifestObjectName.of(rule.name()), JsonTextParser.STRICT.valueToTree(Spec.of(rule))));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = JsonTextParser.STRICT.createObjectNode();
        usual.put("severity", EventSeverity.INFO.name()).put("holdAfter", NotificationRule.DEFAULT_HOLD.toString());
        usual.putArray("services");
        usual.putArray("events");
        return usual;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        JsonNode body = NotificationChannelManifestKind.toRequest(spec, context);
        rules.save(name.name(), binder.bind(PutNotificationRuleRequest.class, body), context.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        rules.delete(name.name(), context.reason(), context.actor());
    }
}
