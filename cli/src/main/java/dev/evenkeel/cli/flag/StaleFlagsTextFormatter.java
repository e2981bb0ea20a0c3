// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of stale flags as text: the signals as a table, then reason and remedy for each flag. At most
/// 100 characters wide, except for longer names.
final class StaleFlagsTextFormatter {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final JsonNode answer;
    private final Instant now;

    private StaleFlagsTextFormatter(JsonNode answer) {
        this.answer = answer;
        this.now = Instant.parse(answer.path("at").asString());
    }

    /// @param all whether to include active flags
    static String format(JsonNode answer, boolean all) {
        return new StaleFlagsTextFormatter(answer).text(all);
    }

    private String text(boolean all) {
        List<JsonNode> shown = answer.path("flags")
                .valueStream()
                .filter(flag -> all || !status(flag).equals("active"))
                .toList();
        List<String> parts = new ArrayList<>();
        if (!shown.isEmpty()) {
            parts.add(table(shown));
            parts.add(shown.stream()
                    .filter(flag -> !flag.path("remedy").asString("").isEmpty())
                    .map(StaleFlagsTextFormatter::explanation)
                    .collect(Collectors.joining("\n")));
        }
        parts.add(summary());
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String table(List<JsonNode> flags) {
        var textTable = new TextTable("FLAG", "STATUS", "EVALUATED", "SERVES", "AGE", "TYPE", "CODE");
        flags.forEach(flag -> textTable.addRow(
                flag.path("key").asString(),
                status(flag),
                ago(flag.path("lastEvaluatedAt")),
                serves(flag),
                days(flag.path("createdAt")) + " d",
                flag.path("type").asString(),
                code(flag.path("references"))));
        return textTable.toString();
    }

    private String ago(JsonNode instant) {
        if (instant.isNull()) {
            return "never seen";
        }
        long days = days(instant);
        return days == 0 ? "today" : days + " d ago";
    }

    private long days(JsonNode instant) {
        return Duration.between(Instant.parse(instant.asString()), now).toDays();
    }

    /// The variants served within the window; their number when there are many.
    private String serves(JsonNode flag) {
        Instant from = now.minus(Duration.ofDays(answer.path("days").asLong()));
        List<String> variants = flag.path("variants")
                .valueStream()
                .filter(use -> !Instant.parse(use.path("lastAt").asString()).isBefore(from))
                .map(use -> use.path("variant").asString())
                .map(variant -> variant.isEmpty() ? "(default)" : variant)
                .toList();
        String named = String.join(", ", variants);
        return named.length() > 20 ? variants.size() + " variants" : named.isEmpty() ? "-" : named;
    }

    private static String code(JsonNode references) {
        return references.isNull() ? "?" : references.path("count").asString();
    }

    private static String explanation(JsonNode flag) {
        String reasons =
                flag.path("reasons").valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
        List<String> lines = new ArrayList<>(List.of(flag.path("key").asString()));
        lines.addAll(wrapped(reasons));
        lines.addAll(wrapped("-> " + flag.path("remedy").asString()));
        flag.path("references").path("examples").forEach(place -> lines.add(INDENT + "   " + place.asString()));
        return String.join("\n", lines);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(INDENT);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > INDENT.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private String summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        answer.path("flags").forEach(flag -> counts.merge(status(flag), 1, Integer::sum));
        String all = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return "Environment " + answer.path("environment").asString() + ", window of "
                + answer.path("days").asString() + " days: " + (all.isEmpty() ? "no flags" : all) + ".";
    }

    private static String status(JsonNode flag) {
        return flag.path("status").asString("");
    }
}
