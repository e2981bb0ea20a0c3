// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What files change, as people read it in a terminal.
final class ManifestDiffTextFormatter {
    private static final int LONGEST = 60;

    private ManifestDiffTextFormatter() {}

    /// Whether anything is or would be done.
    static boolean changes(JsonNode outcome) {
        return count(outcome, "CREATE") + count(outcome, "CHANGE") + count(outcome, "DELETE") > 0;
    }

    /// One line for each object that is or would be changed, with what differs, and a sentence of all.
    static String of(JsonNode outcome) {
        List<String> lines = new ArrayList<>();
        for (JsonNode object : outcome.path("objects")) {
            String sign = switch (object.path("action").asString()) {
                case "CREATE" -> "+ ";
                case "CHANGE" -> "~ ";
                case "DELETE" -> "- ";
                case "LEFT" -> "? ";
                default -> "";
            };
            if (!sign.isEmpty()) {
                String note = object.path("note").asString("");
                lines.add(sign + name(object) + (note.isEmpty() ? "" : "  " + note));
            }
            if (sign.equals("~ ")) {
                object.path("differences").forEach(one -> lines.add("    " + difference(one)));
            }
        }
        lines.add(sentence(outcome));
        return String.join(System.lineSeparator(), lines);
    }

    /// An object with its kind.
    static String name(JsonNode object) {
        String environment = object.path("environment").asString("");
        return object.path("kind").asString() + " " + (environment.isEmpty() ? "" : environment + "/")
                + object.path("name").asString();
    }

    /// A value that differs.
    static String difference(JsonNode one) {
        String pointer = one.path("pointer").asString();
        return (pointer.isEmpty() ? "" : pointer + ": ") + value(one.path("before")) + " -> "
                + value(one.path("after"));
    }

    private static String value(JsonNode json) {
        String text = json.asString("nothing");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String sentence(JsonNode outcome) {
        boolean dryRun = outcome.path("dryRun").asBoolean();
        if (!changes(outcome)) {
            return "Nothing to change: " + objects(count(outcome, "NONE")) + " as in the files.";
        }
        return (dryRun ? "Would change: " : "Changed: ") + count(outcome, "CREATE") + " created, "
                + count(outcome, "CHANGE") + " changed, " + count(outcome, "DELETE") + " taken away; "
                + count(outcome, "NONE") + " as in the files.";
    }

    private static String objects(long number) {
        return number == 1 ? "1 object is" : number + " objects are";
    }

    private static long count(JsonNode outcome, String action) {
        return outcome.path("objects")
                .valueStream()
                .filter(one -> one.path("action").asString().equals(action))
                .count();
    }
}
