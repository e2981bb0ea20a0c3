// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A formatter of manifest differences as text.
final class ManifestDiffTextFormatter {
    private static final int LONGEST = 60;

    private ManifestDiffTextFormatter() {}

    /// Whether any object is or would be changed.
    static boolean hasChanges(JsonNode outcome) {
        return count(outcome, "CREATE") + count(outcome, "UPDATE") + count(outcome, "DELETE") > 0;
    }

    /// Formats one line for each changed object with its differences, and a summary.
    static String format(JsonNode outcome) {
        List<String> lines = new ArrayList<>();
        for (JsonNode object : outcome.path("objects")) {
            String sign = switch (object.path("action").asString()) {
                case "CREATE" -> "+ ";
                case "UPDATE" -> "~ ";
                case "DELETE" -> "- ";
                case "KEEP" -> "? ";
                default -> "";
            };
            if (!sign.isEmpty()) {
                String note = object.path("note").asString("");
                lines.add(sign + formatName(object) + (note.isEmpty() ? "" : "  " + note));
            }
            if (sign.equals("~ ")) {
                object.path("differences").forEach(one -> lines.add("    " + formatDifference(one)));
            }
        }
        lines.add(sentence(outcome));
        return String.join(System.lineSeparator(), lines);
    }

    /// Formats the kind and name of an object.
    static String formatName(JsonNode object) {
        String environment = object.path("environment").asString("");
        return object.path("kind").asString() + " " + (environment.isEmpty() ? "" : environment + "/")
                + object.path("name").asString();
    }

    /// Formats a changed value.
    static String formatDifference(JsonNode one) {
        String pointer = one.path("pointer").asString();
        return (pointer.isEmpty() ? "" : pointer + ": ") + value(one.path("before")) + " -> "
                + value(one.path("after"));
    }

    private static String value(JsonNode json) {
        String text = json.asString("(none)");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String sentence(JsonNode outcome) {
        boolean dryRun = outcome.path("dryRun").asBoolean();
        if (!hasChanges(outcome)) {
            return "No changes: " + objects(count(outcome, "NONE")) + " the files.";
        }
        return (dryRun ? "Plan: " : "Applied: ") + count(outcome, "CREATE") + (dryRun ? " to create, " : " created, ")
                + count(outcome, "UPDATE") + (dryRun ? " to update, " : " updated, ") + count(outcome, "DELETE")
                + (dryRun ? " to delete, " : " deleted, ") + count(outcome, "NONE") + " unchanged.";
    }

    private static String objects(long number) {
        return number == 1 ? "1 object matches" : number + " objects match";
    }

    private static long count(JsonNode outcome, String action) {
        return outcome.path("objects")
                .valueStream()
                .filter(one -> one.path("action").asString().equals(action))
                .count();
    }
}
