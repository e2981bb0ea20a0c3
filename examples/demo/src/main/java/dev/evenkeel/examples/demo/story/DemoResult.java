// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a run of the demo found out: facts in the order they were established, and why it failed, if it did.
///
/// @param facts name and value, for people
/// @param failure why the demo did not end as it must, null when it did
public record DemoResult(
        Map<String, String> facts, @Nullable String failure) {
    public DemoResult {
        facts = new LinkedHashMap<>(facts);
    }

    /// One fact a line, then the outcome.
    public String toText() {
        String lines = facts.entrySet().stream()
                .map(fact -> "  %-34s %s".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining("\n"));
        return lines + (failure == null ? "\n\nAll of it held." : "\n\nFAILED: " + failure);
    }

    /// The same as one JSON object.
    public String toJson() {
        return new JsonMapper().writeValueAsString(this);
    }
}
