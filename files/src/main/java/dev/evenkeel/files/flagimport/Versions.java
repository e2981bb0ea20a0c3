// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.core.flag.JsonLogic;
import tools.jackson.databind.JsonNode;

/// Comparisons of versions.
final class Versions {
    private Versions() {}

    /// Whether `sem_ver` takes the text for a version.
    static boolean isVersion(String text) {
        try {
            var rule = compare(Logic.text("1.0.0"), "=", text);
            return !"null".equals(JsonLogic.apply(rule.toString(), "null", "", 0));
        } catch (InvalidDefinitionException e) {
            return false;
        }
    }

    static JsonNode compare(JsonNode value, String relation, String version) {
        return Logic.operation("sem_ver", value, Logic.text(relation), Logic.text(version));
    }
}
