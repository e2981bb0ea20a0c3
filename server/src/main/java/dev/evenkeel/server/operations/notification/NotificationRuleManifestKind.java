// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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

    /// A rule without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped PutNotificationRuleRequest rule) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "NotificationRule", 61, Right.ADMINISTER, Spec.class, "A rule that sends events to a channel.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        notificationRuleRepository.listAll().forEach(rule -> all.put(ManifestObjectName.of(rule.name()), toSpec(rule)));
        return all;
    }

    private static ObjectNode toSpec(NotificationRule rule) {
        ObjectNode spec = JsonTextParser.STRICT.valueToTree(NotificationRuleResponses.of(rule));
        return spec.remove(List.of("name", "implied"));
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
