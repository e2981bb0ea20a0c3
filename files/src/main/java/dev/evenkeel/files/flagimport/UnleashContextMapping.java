// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// How the fields of Unleash's context are called here, and which of them rules read.
final class UnleashContextMapping {
    /// Stands for a draw that Unleash makes afresh at every call.
    static final String DRAW = "requestId";

    /// The operator that puts ids into Unleash's groups.
    static final String HASH = "murmur3_mod";

    private static final Map<String, String> RENAMED = Map.of("userId", "targetingKey");
    private static final long VARIANT_SEED = 86_028_157;
    private static final int PERCENT = 100;

    private final Map<String, String> used = new TreeMap<>();

    /// A field of the context.
    JsonNode field(String name) {
        return JsonLogicBuilder.var(attribute(name));
    }

    /// What a rollout or a choice of variants holds on to; null when the context has nothing of it.
    JsonNode id(String stickiness) {
        return switch (stickiness) {
            case "default" ->
                JsonLogicBuilder.var(
                        attribute("userId"),
                        JsonLogicBuilder.var(attribute("sessionId"), JsonLogicBuilder.var(attribute(DRAW))));
            case "random" -> field(DRAW);
            default -> field(stickiness);
        };
    }

    /// Whether Unleash draws afresh when the context has nothing to hold on to.
    static boolean draws(String stickiness) {
        return stickiness.equals("default") || stickiness.equals("random");
    }

    /// 0..99, by which Unleash lets an id into a rollout.
    static JsonNode rolloutDraw(String group, JsonNode id) {
        return draw(group, id, PERCENT, 0);
    }

    /// 0..total-1, by which Unleash gives an id a variant.
    static JsonNode variantDraw(String group, JsonNode id, int total) {
        return draw(group, id, total, VARIANT_SEED);
    }

    /// Tells which attributes the rules read.
    void report(ExportNode root) {
        if (!used.isEmpty()) {
            root.changed(
                    "context",
                    "the rules read these attributes, as texts like Unleash's: " + String.join(", ", used.values())
                            + ". Unleash's SDK fills in appName and environment by itself; here the service gives them");
        }
    }

    private String attribute(String name) {
        String attribute = RENAMED.getOrDefault(name, name);
        String note = attribute.equals(name) ? "" : " (Unleash's " + name + ")";
        if (name.equals(DRAW)) {
            note = " (a fresh one for every request stands for Unleash's random draws)";
        } else if (name.contains(".")) {
            note = " (a dot reads inside an attribute)";
        }
        used.put(name, attribute + note);
        return attribute;
    }

    private static JsonNode draw(String group, JsonNode id, int modulus, long seed) {
        return JsonLogicBuilder.operation(
                HASH,
                JsonLogicBuilder.operation("cat", JsonLogicBuilder.text(group + ":"), id),
                JsonLogicBuilder.number(modulus),
                JsonLogicBuilder.number(seed));
    }
}
