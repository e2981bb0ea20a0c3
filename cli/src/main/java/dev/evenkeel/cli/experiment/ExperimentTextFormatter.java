// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A formatter of experiments as text.
final class ExperimentTextFormatter {
    private ExperimentTextFormatter() {}

    /// @param shown response of the server
    static String format(JsonNode shown) {
        List<String> lines = new ArrayList<>();
        boolean runs = shown.path("endedAt").isNull();
        lines.add(shown.path("id").asString() + " on " + shown.path("flag").asString() + " in "
                + shown.path("environment").asString() + (runs ? ", running since " : ", started ")
                + shown.path("startedAt").asString()
                + (runs
                        ? ""
                        : ", ended " + shown.path("endedAt").asString() + ": "
                                + shown.path("endReason").asString()));
        if (!shown.path("hypothesis").asString().isEmpty()) {
            lines.add("Hypothesis: " + shown.path("hypothesis").asString());
        }
        lines.add("Rule: " + shown.path("rule").asString());
        lines.add("");
        lines.add(shown.at("/conclusion/verdict").asString() + ": "
                + shown.at("/conclusion/summary").asString());
        shown.path("notices").forEach(notice -> lines.add("Note: " + notice.asString()));
        lines.add("");
        shown.path("goals").forEach(goal -> addGoal(goal, lines));
        lines.add("Exposed units: " + split(shown.at("/split/variants")) + ". Analyzed: "
                + QuantityFormatter.formatCount(shown.path("analyzedUnits").asLong())
                + "; the others follow when their window ("
                + shown.at("/plan/window").asString() + ") closes.");
        return String.join(System.lineSeparator(), lines);
    }

    private static void addGoal(JsonNode goal, List<String> lines) {
        for (JsonNode effect : goal.path("effects")) {
            lines.add((goal.path("primary").asBoolean() ? "* " : "  ")
                    + effect.path("summary").asString());
            lines.add("    (" + effect.path("method").asString() + ")");
        }
        if (!goal.path("effects").isEmpty()) {
            lines.add("");
        }
    }

    private static String split(JsonNode variants) {
        List<String> parts = new ArrayList<>();
        variants.forEach(one -> parts.add(QuantityFormatter.formatCount(
                        one.path("units").asLong()) + " " + one.path("variant").asString() + " ("
                + one.path("share").asString() + "% planned)"));
        return String.join(", ", parts);
    }
}
