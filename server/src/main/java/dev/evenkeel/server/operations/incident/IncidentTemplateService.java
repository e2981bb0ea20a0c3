// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateSpec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The service for incident templates. Thread-safe.
@Component
public class IncidentTemplateService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final KindStorageMapping<IncidentTemplateSpec> KIND = new KindStorageMapping<>(
            new KindStorageMapping.TableLocation("incident_template", List.of("name"), "spec"),
            new KindStorageMapping.AuditActions("incident-template.set", "incident-template.deleted"),
            text -> JSON.readValue(text, IncidentTemplateSpec.class),
            JSON::writeValueAsString);

    private final ManifestOnlyObjectRepository specs;

    IncidentTemplateService(ManifestOnlyObjectRepository specs) {
        this.specs = specs;
    }

    /// Returns all templates, by name.
    public List<IncidentTemplateResponse> listAll() {
        return specs.listAll(KIND).entrySet().stream()
                .map(one -> new IncidentTemplateResponse(one.getKey().name(), one.getValue()))
                .toList();
    }

    /// Finds a template by name.
    Optional<IncidentTemplateResponse> find(String name) {
        return listAll().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// Adds the error of a request whose field `template` names no template.
    void addUnknownTemplate(String name, ValidationErrors errors) {
        List<IncidentTemplateResponse> all = listAll();
        errors.add(
                "/template",
                "incident template \"" + name + "\" does not exist",
                all.isEmpty()
                        ? "omit the field: no templates exist; files of kind IncidentTemplate create them"
                        : "use one of "
                                + all.stream()
                                        .map(IncidentTemplateResponse::name)
                                        .collect(Collectors.joining(", ")));
    }

    /// Creates or replaces a template.
    void save(ManifestObjectName name, IncidentTemplateSpec spec, ManifestChangeContext context) {
        specs.save(KIND, name, spec, context);
    }

    /// Deletes a template; incidents that were declared from it are unchanged.
    void delete(ManifestObjectName name, ManifestChangeContext context) {
        specs.delete(KIND, name, context);
    }
}
