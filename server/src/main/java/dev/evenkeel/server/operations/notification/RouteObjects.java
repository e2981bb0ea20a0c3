// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.Route;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Routes in files; those that follow from services stand in no file.
@Component
class RouteObjects implements SingleObjectKind {
    private final Routes routes;
    private final RouteTable table;

    RouteObjects(Routes routes, RouteTable table) {
        this.routes = routes;
        this.table = table;
    }

    /// A route as files write it; the parts mean what they mean in [RouteView].
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
        static Spec of(Route route) {
            RouteView view = RouteView.of(route);
            return new Spec(
                    view.sink(),
                    view.services(),
                    view.severity(),
                    view.events(),
                    view.holdAfter().toString());
        }
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of("Route", 61, Right.ADMINISTER, Spec.class, "Which events go to which sink.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        table.all()
                .forEach(route -> all.put(ObjectName.of(route.name()), ManifestJson.EXACT.valueToTree(Spec.of(route))));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        ObjectNode usual = ManifestJson.EXACT.createObjectNode();
        usual.put("severity", EventSeverity.INFO.name()).put("holdAfter", Route.USUAL_HOLD.toString());
        usual.putArray("services");
        usual.putArray("events");
        return usual;
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        routes.put(name.name(), SinkObjects.with(spec, order), order.who());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        routes.delete(name.name(), order.reason(), order.who());
    }
}
