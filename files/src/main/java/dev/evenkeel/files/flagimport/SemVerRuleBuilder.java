// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.core.flag.JsonLogicEvaluator;
import tools.jackson.databind.JsonNode;

/// A builder of version comparisons.
final class SemVerRuleBuilder {
    private SemVerRuleBuilder() {}

    /// Whether `sem_ver` accepts the text as a version.
    static boolean isVersion(String text) {
        try {
            var rule = compare(JsonLogicBuilder.text("1.0.0"), "=", text);
            return !"null".equals(JsonLogicEvaluator.evaluate(rule.toString(), "null", "", 0));
        } catch (InvalidDefinitionException e) {
            return false;
        }
    }

    static JsonNode compare(JsonNode value, String relation, String version) {
        return JsonLogicBuilder.operation(
                "sem_ver", value, JsonLogicBuilder.text(relation), JsonLogicBuilder.text(version));
    }
}
