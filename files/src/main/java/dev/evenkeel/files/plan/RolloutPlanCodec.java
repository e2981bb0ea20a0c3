// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON codec of [RolloutPlan]: exposures in percent, durations in ISO 8601.
///
/// Missing fields get the values of the plan that the `template` field names, by default `standard`. The output
/// is always complete.
public final class RolloutPlanCodec {
    private static final String GUARDRAILS = "guardrails";
    private static final String TEMPLATE = "template";

    private RolloutPlanCodec() {}

    /// Serializes a plan.
    public static String encode(RolloutPlan plan) {
        return DocumentJsonModule.MAPPER.writeValueAsString(plan);
    }

    /// Converts a plan to a JSON tree.
    public static ObjectNode toTree(RolloutPlan plan) {
        return DocumentJsonModule.MAPPER.valueToTree(plan);
    }

    /// Parses the output of [#encode].
    public static RolloutPlan decode(String json) {
        var errors = new ValidationErrors();
        RolloutPlan plan = parse(DocumentJsonModule.MAPPER.readTree(json), NamedPlanLookup.BUILT_IN, "", errors);
        if (plan == null) {
            throw new IllegalStateException("a stored plan cannot be read: " + errors.toList());
        }
        return plan;
    }

    /// Parses the name of a plan or an inline plan.
    ///
    /// @param plans plans that can be referenced by name, here and as a template
    /// @param pointer JSON pointer of the plan in the body
    /// @return null when the plan is invalid; all errors are then in `errors`
    public static @Nullable RolloutPlan parse(
            @Nullable JsonNode node, NamedPlanLookup plans, String pointer, ValidationErrors errors) {
        if (node == null || node.isString()) {
            return findNamed(node == null ? "" : node.stringValue(), plans, pointer, errors);
        }
        int before = errors.size();
        JsonObjectReader fields = new JsonObjectReader(node, pointer, errors);
        RolloutPlan template = findNamed(fields.text(TEMPLATE, "standard"), plans, fields.pointerTo(TEMPLATE), errors);
        RolloutPlan plan = RecordBinder.bind(
                RolloutPlan.class,
                fields,
                inherit(template == null ? RolloutPlan.standard() : template, fields),
                Set.of(TEMPLATE));
        return errors.size() > before ? null : plan;
    }

    private static Map<String, @Nullable Object> inherit(RolloutPlan template, JsonObjectReader fields) {
        Map<String, @Nullable Object> values = RecordBinder.valuesOf(template);
        if (fields.find(TEMPLATE) == null) {
            values.put("name", "own");
        }
        /* The weights add up to 1, so the template's rank guardrail applies only with its other comparisons. */
        JsonNode own = fields.find(GUARDRAILS);
        if (own != null && (own.hasNonNull("errors") || own.hasNonNull("latency") || own.has("rank"))) {
            values.put(GUARDRAILS, template.guardrails().withoutRank());
        }
        return values;
    }

    private static @Nullable RolloutPlan findNamed(
            String name, NamedPlanLookup plans, String pointer, ValidationErrors errors) {
        RolloutPlan named = plans.find(name);
        if (named == null) {
            errors.add(
                    pointer,
                    "unknown plan \"" + name + "\"",
                    "use " + String.join(", ", plans.listNames()) + ", or a plan as an object");
        }
        return named;
    }
}
