// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.api.IncidentTemplateApi.ExpectedImpact;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateSpec;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An incident template in the declaration form.
///
/// @param name identifying name
/// @param label name and when to use it
/// @param defaultsJson initial values of form fields, JSON; `{service}` in the title is a placeholder for the
///     service
/// @param contents further contents of the template, in a sentence; empty for none
record IncidentTemplateOption(String name, String label, String defaultsJson, String contents) {
    static IncidentTemplateOption of(IncidentTemplateResponse template) {
        IncidentTemplateSpec spec = template.spec();
        return new IncidentTemplateOption(
                template.name(),
                spec.description().isEmpty() ? template.name() : template.name() + ": " + spec.description(),
                toDefaultsJson(spec),
                describeContents(spec));
    }

    private static String toDefaultsJson(IncidentTemplateSpec spec) {
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

    private static String describeContents(IncidentTemplateSpec spec) {
        List<String> parts = new ArrayList<>();
        addCount(parts, spec.firstSteps().size(), "first step");
        addCount(parts, spec.followUps().size(), "follow-up");
        spec.roles().forEach((role, person) -> parts.add(person + " as " + IncidentFormatter.formatName(role)));
        ExpectedImpact impact = spec.impact();
        if (impact != null) {
            parts.add("the severity of " + QuantityFormatter.formatPercent(impact.affectedUserShare())
                    + " of users hurt");
        }
        addTrigger(parts, spec.trigger());
        return parts.isEmpty() ? "" : "Brings " + String.join(", ", parts) + ".";
    }

    private static void addTrigger(List<String> parts, @Nullable FailureTrigger trigger) {
        if (trigger != null) {
            parts.add(IncidentFormatter.formatName(trigger) + " as the trigger");
        }
    }

    private static void addCount(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
