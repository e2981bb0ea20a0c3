// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.StoredKind;
import dev.evenkeel.server.foundation.manifest.StoredSpecRepository;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The templates of incidents that this server keeps. Thread-safe.
@Component
public class IncidentTemplateService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final StoredKind<IncidentTemplate.Spec> KIND = new StoredKind<>(
            new StoredKind.TableLocation("incident_template", List.of("name"), "spec"),
            new StoredKind.AuditActions("incident-template.set", "incident-template.deleted"),
            text -> JSON.readValue(text, IncidentTemplate.Spec.class),
            JSON::writeValueAsString);

    private final StoredSpecRepository specs;

    IncidentTemplateService(StoredSpecRepository specs) {
        this.specs = specs;
    }

    /// All, by name.
    public List<IncidentTemplate> all() {
        return specs.all(KIND).entrySet().stream()
                .map(one -> new IncidentTemplate(one.getKey().name(), one.getValue()))
                .toList();
    }

    /// The template that an order names in its field `template`; a name that there is not becomes a fault.
    ///
    /// @return null when the order names none that there is
    @Nullable
    IncidentTemplate named(RequestFields order) {
        if (!order.has("template")) {
            return null;
        }
        String name = order.required("template", "name a template, or leave it out");
        List<IncidentTemplate> all = all();
        IncidentTemplate found =
                all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
        if (found == null && !name.isEmpty()) {
            order.fault(
                    "template",
                    "there is no incident template \"" + name + "\"",
                    all.isEmpty()
                            ? "leave it out: none is kept; files of kind IncidentTemplate make them"
                            : "use one of "
                                    + all.stream().map(IncidentTemplate::name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    /// Keeps a template, in the place of one of the same name.
    void put(IncidentTemplate template, ManifestChangeContext order) {
        specs.put(KIND, ManifestObjectName.of(template.name()), template.spec(), order);
    }

    /// Takes a template away; incidents that were declared from it stay as they are.
    void delete(ManifestObjectName name, ManifestChangeContext order) {
        specs.delete(KIND, name, order);
    }
}
