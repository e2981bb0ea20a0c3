// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A parser of files with one plan.
public final class PlanFileParser {
    /// Kind of a manifest that is a rollout plan.
    public static final String KIND = "RolloutPlan";

    private PlanFileParser() {}

    /// Returns the plan in a file: the whole file, or the `spec` of a manifest of kind `RolloutPlan`, with its
    /// name.
    public static JsonNode parse(JsonNode file) {
        if (!file.path("kind").asString("").equals(KIND)) {
            return file;
        }
        JsonNode plan = file.path("spec").deepCopy();
        JsonNode name = file.path("metadata").path("name");
        if (plan instanceof ObjectNode object && name.isString()) {
            object.set("name", name);
        }
        return plan;
    }
}
