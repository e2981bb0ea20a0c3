// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The service for incident templates. Thread-safe.
@Component
public class IncidentTemplateService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final KindStorageMapping<IncidentTemplate.Spec> KIND = new KindStorageMapping<>(
            new KindStorageMapping.TableLocation("incident_template", List.of("name"), "spec"),
            new KindStorageMapping.AuditActions("incident-template.set", "incident-template.deleted"),
            text -> JSON.readValue(text, IncidentTemplate.Spec.class),
            JSON::writeValueAsString);

    private final ManifestOnlyObjectRepository specs;

    IncidentTemplateService(ManifestOnlyObjectRepository specs) {
        this.specs = specs;
    }

    /// Returns all templates, by name.
    public List<IncidentTemplate> listAll() {
        return specs.listAll(KIND).entrySet().stream()
                .map(one -> new IncidentTemplate(one.getKey().name(), one.getValue()))
                .toList();
    }

    /// Returns the template that the request names in its field `template`; adds a validation error if it does
    /// not exist.
    ///
    /// @return null when the request names no existing template
    @Nullable
    IncidentTemplate findNamed(RequestFieldReader fields) {
        if (!fields.has("template")) {
            return null;
        }
        String name = fields.requireText("template", "name a template, or omit the field");
        List<IncidentTemplate> all = listAll();
        IncidentTemplate found =
                all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
        if (found == null && !name.isEmpty()) {
            fields.addError(
                    "template",
                    "incident template \"" + name + "\" does not exist",
                    all.isEmpty()
                            ? "omit the field: no templates exist; files of kind IncidentTemplate create them"
                            : "use one of "
                                    + all.stream().map(IncidentTemplate::name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    /// Creates or replaces a template.
    void save(IncidentTemplate template, ManifestChangeContext context) {
        specs.save(KIND, ManifestObjectName.of(template.name()), template.spec(), context);
    }

    /// Deletes a template; incidents that were declared from it are unchanged.
    void delete(ManifestObjectName name, ManifestChangeContext context) {
        specs.delete(KIND, name, context);
    }
}
