// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The result of a demo run: facts in the order in which they were established, and the failure, if any.
///
/// @param facts name and value, for people
/// @param failure why the demo failed, null when it succeeded
public record DemoResult(
        Map<String, String> facts, @Nullable String failure) {
    public DemoResult {
        facts = new LinkedHashMap<>(facts);
    }

    /// Formats one fact per line, then the outcome.
    public String toText() {
        String lines = facts.entrySet().stream()
                .map(fact -> "  %-34s %s".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining("\n"));
        return lines + (failure == null ? "\n\nSUCCESS: every check passed." : "\n\nFAILED: " + failure);
    }

    /// Formats the result as one JSON object.
    public String toJson() {
        return new JsonMapper().writeValueAsString(this);
    }
}
