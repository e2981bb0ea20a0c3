// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of rollback plans and drills as text.
final class DrillTextFormatter {
    private DrillTextFormatter() {}

    /// @param plan response of the server
    static String formatPlan(JsonNode plan) {
        List<String> lines = new ArrayList<>(List.of(
                "Version:             " + plan.path("version").asInt(),
                "Owner:               " + plan.path("owner").asString(),
                "Trigger:             " + plan.path("trigger").asString()));
        int number = 0;
        for (JsonNode step : plan.path("steps")) {
            lines.add("Step " + ++number + ":              " + step.asString());
        }
        lines.add("Data:                " + plan.path("dataCompatibility").asString());
        lines.add("Point of no return:  " + plan.path("pointOfNoReturn").asString());
        lines.add("Expected time:       " + plan.path("expectedTime").asString());
        lines.add("Drill validity:      " + plan.path("validDays").asInt() + " days");
        schema(plan, lines);
        if (!plan.path("syntheticKeys").isEmpty()) {
            lines.add("Synthetic keys:      " + joined(plan.path("syntheticKeys")));
        }
        lines.add("Rehearsal:           "
                + (plan.path("rehearsal").isString()
                        ? plan.path("rehearsal").asString()
                        : "none, drills write nothing through the candidate"));
        return String.join(System.lineSeparator(), lines);
    }

    private static void schema(JsonNode plan, List<String> lines) {
        if (plan.path("schema").isEmpty()) {
            return;
        }
        lines.add("Code:                "
                + joined(plan.path("code"))
                + " (oldest first); a rollback restores "
                + plan.path("controlCode").asString());
        int number = 0;
        for (JsonNode step : plan.path("schema")) {
            lines.add("Schema " + ++number + ":            " + step.path("kind").asString() + ": "
                    + step.path("description").asString()
                    + (step.path("change").isString()
                            ? ", separate change: " + step.path("change").asString()
                            : "")
                    + "; read by " + step.path("oldestReader").asString() + " and newer; "
                    + (step.path("completedAt").isString()
                            ? "done " + step.path("completedAt").asString()
                            : "not done"));
        }
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    /// @param drill response of the server, after the end of the drill
    static String formatResult(JsonNode drill) {
        String id = drill.path("id").asString();
        JsonNode times = drill.path("times");
        if (!times.isObject() || drill.path("failureReason").isString()) {
            return "Drill " + id + " failed: " + drill.path("failureReason").asString("no measurement") + ".";
        }
        return "Drill " + id + (drill.path("withinExpectedTime").asBoolean() ? " passed" : " was too slow")
                + ": all processes rolled back after " + millis(times, "totalMillis") + ", expected "
                + drill.path("expectedTime").asString() + " (detection "
                + millis(times, "detectionMillis") + ", decision " + millis(times, "decisionMillis") + ", propagation "
                + millis(times, "propagationMillis") + ", drain " + millis(times, "drainMillis") + "). "
                + writes(drill.path("rehearsal"), times);
    }

    private static String writes(JsonNode rehearsal, JsonNode times) {
        JsonNode counts = rehearsal.path("result").path("counts");
        return counts.isObject()
                ? rehearsal.path("keys").size() + " synthetic keys: candidate wrote "
                        + counts.path("written").asInt() + ", control read "
                        + counts.path("readByControl").asInt() + ", undone "
                        + counts.path("undone").asInt() + ", in " + millis(times, "rehearsalMillis") + "."
                : "The candidate wrote nothing.";
    }

    /// @param all response of the server with all drills of the flag
    static String formatList(JsonNode all) {
        JsonNode standing = all.path("status");
        String answer = standing.isObject()
                ? (standing.path("fresh").asBoolean() ? "Valid drill: " : "No valid drill: ")
                        + standing.path("reason").asString() + "."
                : "No rollback plan. To create one: ./evenkeel rollback-plan update FLAG FILE";
        if (all.path("drills").isEmpty()) {
            return answer;
        }
        var textTable = new TextTable(
                "ID", "STARTED", "PLAN", "STAGE", "DETECTION", "DECISION", "PROPAGATION", "DRAIN", "TOTAL", "RESULT");
        all.path("drills").forEach(drill -> {
            JsonNode times = drill.path("times");
            textTable.addRow(
                    drill.path("id").asString(),
                    drill.path("timestamps").path("startedAt").asString(),
                    drill.path("planVersion").asString(),
                    drill.path("stage").asString(),
                    millis(times, "detectionMillis"),
                    millis(times, "decisionMillis"),
                    millis(times, "propagationMillis"),
                    millis(times, "drainMillis"),
                    millis(times, "totalMillis"),
                    outcome(drill));
        });
        return String.join(System.lineSeparator(), answer, "", textTable.toString());
    }

    private static String outcome(JsonNode drill) {
        if (drill.path("failureReason").isString()) {
            return drill.path("failureReason").asString();
        }
        if (drill.path("withinExpectedTime").isNull()) {
            return "running";
        }
        return drill.path("withinExpectedTime").asBoolean() ? "passed" : "too slow";
    }

    private static String millis(JsonNode times, String name) {
        return times.path(name).isNumber() ? times.path(name).asLong() + " ms" : "-";
    }
}
