// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses the responses of `evenkeel guard evaluate`.
final class GuardResponses {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GuardResponses() {}

    static JsonNode read(String line) {
        return JSON.readTree(line);
    }

    static List<Double> logEvidence(String line) {
        var logs = new ArrayList<Double>();
        read(line).path("logE").forEach(value -> logs.add(value.doubleValue()));
        return logs;
    }
}
