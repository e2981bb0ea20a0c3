// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.SingleObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Routes in files; those that follow from services stand in no file.
@Component
class NotificationRuleManifestKind implements SingleObjectManifestKind {
    private final NotificationRuleService routes;
    private final NotificationRuleRepository table;

    NotificationRuleManifestKind(NotificationRuleService routes, NotificationRuleRepository table) {
        this.routes = routes;
        this.table = table;
    }

    /// A route as files write it; the parts mean what they mean in [NotificationRuleResponse].
    record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("where events go")
            String sink,

            @JsonPropertyDescription("services whose events it sends; none for all")
            List<String> services,

            @JsonPropertyDescription("the least severity that it sends")
            EventSeverity severity,

            @JsonPropertyDescription("kinds or families of events; none for the quiet few, * for all")
            List<String> events,

            @JsonPropertyDescription("how long a rollout holds before that is told: PT0S to P7D")
            String holdAfter) {
        static Spec of(NotificationRule route) {
            NotificationRuleResponse view = NotificationRuleResponse.of(route);
            return new Spec(
                    view.sink(),
                    view.services(),
                    view.severity(),
                    view.events(),
                    view.holdAfter().toString());
        }
    }

    @Override
    public KindDescriptor form() {
        return KindDescriptor.of("Route", 61, Right.ADMINISTER, Spec.class, "Which events go to which sink.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        table.all()
                .forEach(route -> all.put(
                        ManifestObjectName.of(route.name()), ManifestJsonMapper.EXACT.valueToTree(Spec.of(route))));
        return all;
    }

    @Override
    public ObjectNode usual(ManifestObjectName name) {
        ObjectNode usual = ManifestJsonMapper.EXACT.createObjectNode();
        usual.put("severity", EventSeverity.INFO.name()).put("holdAfter", NotificationRule.USUAL_HOLD.toString());
        usual.putArray("services");
        usual.putArray("events");
        return usual;
    }

    @Override
    public void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        routes.put(name.name(), NotificationChannelManifestKind.with(spec, order), order.who());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        routes.delete(name.name(), order.reason(), order.who());
    }
}
