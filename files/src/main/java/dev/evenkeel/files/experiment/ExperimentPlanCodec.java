// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.experiment;

import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON codec of [ExperimentPlan]. Shares and the confidence are in percent, and gains of a conversion in
/// percentage points. Variants and goals are required.
public final class ExperimentPlanCodec {
    private ExperimentPlanCodec() {}

    /// Serializes a plan.
    public static String encode(ExperimentPlan plan) {
        return DocumentJsonModule.MAPPER.writeValueAsString(plan);
    }

    /// Parses the output of [#encode].
    public static ExperimentPlan decode(String json) {
        var errors = new ValidationErrors();
        ExperimentPlan plan = parse(DocumentJsonModule.MAPPER.readTree(json), "", errors);
        if (plan == null) {
            throw new IllegalStateException("a stored plan cannot be read: " + errors.toList());
        }
        return plan;
    }

    /// Parses a plan.
    ///
    /// @param pointer JSON pointer of the plan in the body
    /// @return null when the plan is invalid; all errors are then in `errors`
    public static @Nullable ExperimentPlan parse(@Nullable JsonNode node, String pointer, ValidationErrors errors) {
        if (node == null) {
            errors.add(pointer, "is missing", "set at least variants and goals");
            return null;
        }
        int before = errors.size();
        JsonObjectReader fields = new JsonObjectReader(withDirections(node), pointer, errors);
        ExperimentPlan plan = RecordBinder.bind(ExperimentPlan.class, fields, Map.of(), Set.of());
        return errors.size() > before ? null : plan;
    }

    /* The default direction of improvement depends on the kind of goal. */
    private static JsonNode withDirections(JsonNode node) {
        JsonNode plan = node.deepCopy();
        for (JsonNode goal : plan.path("goals")) {
            if (goal instanceof ObjectNode object && !goal.hasNonNull("better")) {
                boolean duration = goal.path("kind").asString("").equals(GoalKind.DURATION.name());
                object.put("better", (duration ? ImprovementDirection.LOWER : ImprovementDirection.HIGHER).name());
            }
        }
        return plan;
    }
}
