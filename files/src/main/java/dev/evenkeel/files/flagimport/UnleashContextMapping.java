// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The names of Unleash's context fields in rules, and the fields that rules read.
final class UnleashContextMapping {
    /// The attribute that replaces Unleash's random draw in each call.
    static final String DRAW = "requestId";

    /// The operator that assigns ids to Unleash's groups.
    static final String HASH = "murmur3_mod";

    private static final Map<String, String> RENAMED = Map.of("userId", "targetingKey");
    private static final long VARIANT_SEED = 86_028_157;
    private static final int PERCENT = 100;

    private final Map<String, String> used = new TreeMap<>();

    /// Reads a field of the context.
    JsonNode toVariable(String name) {
        return JsonLogicBuilder.var(attributeName(name));
    }

    /// Reads the stickiness value of a rollout or a choice of variants; null when the context lacks it.
    JsonNode stickinessKey(String stickiness) {
        return switch (stickiness) {
            case "default" ->
                JsonLogicBuilder.var(
                        attributeName("userId"),
                        JsonLogicBuilder.var(attributeName("sessionId"), JsonLogicBuilder.var(attributeName(DRAW))));
            case "random" -> toVariable(DRAW);
            default -> toVariable(stickiness);
        };
    }

    /// Whether Unleash draws at random when the context lacks the stickiness value.
    static boolean isRandom(String stickiness) {
        return stickiness.equals("default") || stickiness.equals("random");
    }

    /// Computes the draw that admits an id to a rollout, 0 to 99.
    static JsonNode rolloutHash(String group, JsonNode id) {
        return hashModulo(group, id, PERCENT, 0);
    }

    /// Computes the draw that assigns a variant to an id, 0 to total-1.
    static JsonNode variantHash(String group, JsonNode id, int total) {
        return hashModulo(group, id, total, VARIANT_SEED);
    }

    /// Reports which attributes the rules read.
    void reportAttributes(ExportNode root) {
        if (!used.isEmpty()) {
            root.reportConverted(
                    "context",
                    "rules read these attributes, as strings like Unleash: " + String.join(", ", used.values())
                            + ". The Unleash SDK sets appName and environment; with Evenkeel, your service sets them");
        }
    }

    private String attributeName(String name) {
        String attribute = RENAMED.getOrDefault(name, name);
        String note = attribute.equals(name) ? "" : " (Unleash: " + name + ")";
        if (name.equals(DRAW)) {
            note = " (a random value for each request, in place of random stickiness)";
        } else if (name.contains(".")) {
            note = " (a dot selects a nested attribute)";
        }
        used.put(name, attribute + note);
        return attribute;
    }

    private static JsonNode hashModulo(String group, JsonNode id, int modulus, long seed) {
        return JsonLogicBuilder.operation(
                HASH,
                JsonLogicBuilder.operation("cat", JsonLogicBuilder.text(group + ":"), id),
                JsonLogicBuilder.number(modulus),
                JsonLogicBuilder.number(seed));
    }
}
