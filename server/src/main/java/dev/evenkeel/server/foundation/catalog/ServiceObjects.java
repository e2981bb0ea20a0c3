// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.catalog.ServiceDraft;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.Refusals;
import dev.evenkeel.server.foundation.manifest.Wanted;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Services in files. Several are put into force together, as they need each other.
@Component
class ServiceObjects implements ObjectKind {
    private static final String PRICE = "failurePrice";

    private final Services services;

    ServiceObjects(Services services) {
        this.services = services;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "Service",
                20,
                Right.ADMINISTER,
                ServiceSpec.class,
                "A deployed system: its owner, tier, needs and flags.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        services.list().forEach(service -> all.put(ObjectName.of(service.key()), spec(service)));
        return all;
    }

    private static ObjectNode spec(Service service) {
        return ManifestJson.EXACT.valueToTree(ServiceSpec.of(service));
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return spec(Service.named(name.name()));
    }

    @Override
    public void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        int before = faults.all().size();
        List<ServiceDraft> drafts =
                wanted.stream().map(one -> draft(one, faults)).toList();
        if (faults.all().size() == before) {
            Refusals.into(
                    faults,
                    pointer -> place(pointer, wanted),
                    () -> services.apply(drafts, order.reason(), order.caller()));
        }
    }

    /* A price that is not told is taken away, as files say everything. */
    private ServiceDraft draft(Wanted one, Faults faults) {
        JsonNode spec = whole(one);
        if (spec instanceof ObjectNode object && !object.has(PRICE)) {
            object.putNull(PRICE);
        }
        return ServiceDraft.read(one.name().name(), spec, one.pointer(), faults);
    }

    private static String place(String pointer, List<Wanted> wanted) {
        return Refusals.place(pointer, wanted, one -> "/services/" + one.name().name())
                .orElse(wanted.getFirst().pointer());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        services.delete(name.name(), order.reason(), order.who());
    }
}
