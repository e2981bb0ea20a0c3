// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentTrigger;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.operations.incident.IncidentTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A template of incidents, for whoever declares one.
///
/// @param name by which it is picked
/// @param label its name, and when to use it
/// @param fills what fields of the form begin with, JSON; `{service}` in its title stands for the service
/// @param brings what else comes with it, in a sentence; empty for nothing
record IncidentTemplateOption(String name, String label, String fills, String brings) {
    static IncidentTemplateOption of(IncidentTemplate template) {
        IncidentTemplate.Spec spec = template.spec();
        return new IncidentTemplateOption(
                template.name(),
                spec.description().isEmpty() ? template.name() : template.name() + ": " + spec.description(),
                fills(spec),
                brings(spec));
    }

    private static String fills(IncidentTemplate.Spec spec) {
        ObjectNode fills = FlagJsonMappers.EXACT.createObjectNode().put("title", spec.title());
        String service = spec.service();
        if (service != null) {
            fills.put("service", service);
        }
        IncidentSeverity severity = spec.severity();
        if (severity != null) {
            fills.put("severity", severity.name());
        }
        return fills.toString();
    }

    private static String brings(IncidentTemplate.Spec spec) {
        List<String> parts = new ArrayList<>();
        count(parts, spec.firstSteps().size(), "first step");
        count(parts, spec.followUps().size(), "follow-up");
        spec.roles().forEach((role, person) -> parts.add(person + " as " + IncidentFormatter.plain(role)));
        IncidentTemplate.ExpectedImpact impact = spec.impact();
        if (impact != null) {
            parts.add("the severity of " + IncidentFormatter.percent(impact.usersShare()) + " of users hurt");
        }
        trigger(parts, spec.trigger());
        return parts.isEmpty() ? "" : "Brings " + String.join(", ", parts) + ".";
    }

    private static void trigger(List<String> parts, @Nullable IncidentTrigger trigger) {
        if (trigger != null) {
            parts.add(IncidentFormatter.plain(trigger) + " as the trigger");
        }
    }

    private static void count(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
