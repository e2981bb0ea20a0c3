// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.server.foundation.manifest.KeptKind;
import dev.evenkeel.server.foundation.manifest.KeptSpecs;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The templates of incidents that this server keeps. Thread-safe.
@Component
public class IncidentTemplates {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final KeptKind<IncidentTemplate.Spec> KIND = new KeptKind<>(
            new KeptKind.Place("incident_template", List.of("name"), "spec"),
            new KeptKind.Actions("incident-template.set", "incident-template.deleted"),
            text -> JSON.readValue(text, IncidentTemplate.Spec.class),
            JSON::writeValueAsString);

    private final KeptSpecs specs;

    IncidentTemplates(KeptSpecs specs) {
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
    IncidentTemplate named(Order order) {
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
    void put(IncidentTemplate template, ObjectOrder order) {
        specs.put(KIND, ObjectName.of(template.name()), template.spec(), order);
    }

    /// Takes a template away; incidents that were declared from it stay as they are.
    void delete(ObjectName name, ObjectOrder order) {
        specs.delete(KIND, name, order);
    }
}
