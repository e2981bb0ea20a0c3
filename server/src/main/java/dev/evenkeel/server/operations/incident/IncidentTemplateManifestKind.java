// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of incident templates.
@Component
class IncidentTemplateManifestKind implements PerObjectManifestKind {
    private final IncidentTemplateService templates;

    IncidentTemplateManifestKind(IncidentTemplateService templates) {
        this.templates = templates;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "IncidentTemplate",
                45,
                Right.OPERATE,
                IncidentTemplate.Spec.class,
                "Default values for incidents of one kind.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        templates
                .listAll()
                .forEach(one ->
                        all.put(ManifestObjectName.of(one.name()), ManifestJsonMapper.EXACT.valueToTree(one.spec())));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = ManifestJsonMapper.EXACT.createObjectNode();
        usual.put("description", "").putObject("roles");
        List.of("firstSteps", "followUps").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        templates.save(IncidentTemplateParser.parse(name.name(), spec), context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        templates.delete(name, context);
    }
}
