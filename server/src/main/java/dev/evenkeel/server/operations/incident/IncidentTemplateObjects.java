// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

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

/// Templates of incidents in files.
@Component
class IncidentTemplateObjects implements SingleObjectKind {
    private final IncidentTemplates templates;

    IncidentTemplateObjects(IncidentTemplates templates) {
        this.templates = templates;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "IncidentTemplate",
                45,
                Right.OPERATE,
                IncidentTemplate.Spec.class,
                "What an incident of a kind looks like, for whoever declares one.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        templates.all().forEach(one -> all.put(ObjectName.of(one.name()), ManifestJson.EXACT.valueToTree(one.spec())));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        ObjectNode usual = ManifestJson.EXACT.createObjectNode();
        usual.put("description", "").putObject("roles");
        List.of("firstSteps", "followUps").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        templates.put(TemplateOrder.read(name.name(), spec), order);
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        templates.delete(name, order);
    }
}
