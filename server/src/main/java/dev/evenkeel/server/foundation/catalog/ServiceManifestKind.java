// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.catalog.ServicePatch;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Services in manifests. Several are applied together, because they depend on each other.
@Component
class ServiceManifestKind implements ManifestKind {
    private static final String PRICE = "failureCost";

    private final ServiceCatalogService services;

    ServiceManifestKind(ServiceCatalogService services) {
        this.services = services;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "Service",
                20,
                Right.ADMINISTER,
                ServicePatch.class,
                "A deployed system with its owner, tier, dependencies and flags.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        services.list().forEach(service -> all.put(ManifestObjectName.of(service.key()), toSpec(service)));
        return all;
    }

    private static ObjectNode toSpec(Service service) {
        ObjectNode spec = JsonTextParser.STRICT.valueToTree(service);
        spec.remove("key");
        return spec.removeIf(JsonNode::isNull);
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toSpec(Service.ofKey(name.name()));
    }

    @Override
    public void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        int before = errors.toList().size();
        List<ServicePatch> drafts =
                wanted.stream().map(desired -> toPatch(desired, errors)).toList();
        if (errors.toList().size() == before) {
            ErrorCollector.collect(
                    errors,
                    pointer -> toPointer(pointer, wanted),
                    () -> services.apply(drafts, context.reason(), context.caller()));
        }
    }

    /* A missing cost removes the stored one, because manifests are complete. */
    private ServicePatch toPatch(DesiredObject desired, ValidationErrors errors) {
        JsonNode spec = withDefaults(desired);
        if (spec instanceof ObjectNode object && !object.has(PRICE)) {
            object.putNull(PRICE);
        }
        return ServicePatch.parse(desired.name().name(), spec, desired.pointer(), errors);
    }

    private static String toPointer(String pointer, List<DesiredObject> wanted) {
        return ErrorCollector.translatePointer(
                        pointer,
                        wanted,
                        desired -> "/services/" + desired.name().name())
                .orElse(wanted.getFirst().pointer());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        services.delete(name.name(), context.reason(), context.actor());
    }
}
