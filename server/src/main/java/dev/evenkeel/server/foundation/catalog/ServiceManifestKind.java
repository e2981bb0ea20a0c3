// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.catalog.ServicePatch;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Services in files. Several are put into force together, as they need each other.
@Component
class ServiceManifestKind implements ManifestKind {
    private static final String PRICE = "failurePrice";

    private final ServiceCatalog services;

    ServiceManifestKind(ServiceCatalog services) {
        this.services = services;
    }

    @Override
    public KindDescriptor form() {
        return KindDescriptor.of(
                "Service",
                20,
                Right.ADMINISTER,
                ServiceManifestSpec.class,
                "A deployed system: its owner, tier, needs and flags.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        services.list().forEach(service -> all.put(ManifestObjectName.of(service.key()), spec(service)));
        return all;
    }

    private static ObjectNode spec(Service service) {
        return ManifestJsonMapper.EXACT.valueToTree(ServiceManifestSpec.of(service));
    }

    @Override
    public ObjectNode usual(ManifestObjectName name) {
        return spec(Service.named(name.name()));
    }

    @Override
    public void put(List<DesiredObject> wanted, ManifestChangeContext order, ValidationErrors faults) {
        int before = faults.all().size();
        List<ServicePatch> drafts =
                wanted.stream().map(one -> draft(one, faults)).toList();
        if (faults.all().size() == before) {
            ErrorCollector.into(
                    faults,
                    pointer -> place(pointer, wanted),
                    () -> services.apply(drafts, order.reason(), order.caller()));
        }
    }

    /* A price that is not told is taken away, as files say everything. */
    private ServicePatch draft(DesiredObject one, ValidationErrors faults) {
        JsonNode spec = whole(one);
        if (spec instanceof ObjectNode object && !object.has(PRICE)) {
            object.putNull(PRICE);
        }
        return ServicePatch.read(one.name().name(), spec, one.pointer(), faults);
    }

    private static String place(String pointer, List<DesiredObject> wanted) {
        return ErrorCollector.place(
                        pointer, wanted, one -> "/services/" + one.name().name())
                .orElse(wanted.getFirst().pointer());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        services.delete(name.name(), order.reason(), order.who());
    }
}
