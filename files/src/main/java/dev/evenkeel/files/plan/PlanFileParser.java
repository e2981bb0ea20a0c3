// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan in a file of its own.
public final class PlanFileParser {
    /// The kind of an object that is a rollout plan.
    public static final String KIND = "RolloutPlan";

    private PlanFileParser() {}

    /// The plan that a file holds: all of the file, or the `spec` of an object of kind `RolloutPlan` with the
    /// name of the object.
    public static JsonNode plan(JsonNode file) {
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
