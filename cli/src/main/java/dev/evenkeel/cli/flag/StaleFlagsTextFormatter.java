// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.api.FlagUsageApi.EnvironmentFlagStalenessResponse;
import dev.evenkeel.api.FlagUsageApi.FlagUsageRow;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.stale.VariantUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of stale flags as text: the signals as a table, then reason and remedy for each flag. At most
/// 100 characters wide, except for longer names.
final class StaleFlagsTextFormatter {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final EnvironmentFlagStalenessResponse report;

    private StaleFlagsTextFormatter(EnvironmentFlagStalenessResponse report) {
        this.report = report;
    }

    /// @param all whether to include active flags
    static String format(EnvironmentFlagStalenessResponse report, boolean all) {
        return new StaleFlagsTextFormatter(report).text(all);
    }

    private String text(boolean all) {
        List<FlagUsageRow> shown = report.flags().stream()
                .filter(flag -> all || !flag.status().equals("active"))
                .toList();
        List<String> parts = new ArrayList<>();
        if (!shown.isEmpty()) {
            parts.add(table(shown));
            parts.add(shown.stream()
                    .filter(flag -> !flag.remedy().isEmpty())
                    .map(StaleFlagsTextFormatter::explanation)
                    .collect(Collectors.joining("\n")));
        }
        parts.add(summary());
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String table(List<FlagUsageRow> flags) {
        var textTable = new TextTable("FLAG", "STATUS", "EVALUATED", "SERVES", "AGE", "TYPE", "CODE");
        flags.forEach(flag -> textTable.addRow(
                flag.key(),
                flag.status(),
                ago(flag.lastEvaluatedAt()),
                serves(flag),
                days(flag.createdAt()) + " d",
                flag.type(),
                flag.references() == null
                        ? "?"
                        : Integer.toString(flag.references().count())));
        return textTable.toString();
    }

    private String ago(@Nullable Instant instant) {
        if (instant == null) {
            return "never seen";
        }
        long days = days(instant);
        return days == 0 ? "today" : days + " d ago";
    }

    private long days(Instant instant) {
        return Duration.between(instant, report.at()).toDays();
    }

    /// The variants served within the window; their number when there are many.
    private String serves(FlagUsageRow flag) {
        Instant from = report.at().minus(Duration.ofDays(report.days()));
        List<String> variants = flag.variants().stream()
                .filter(use -> !use.lastAt().isBefore(from))
                .map(VariantUsage::variant)
                .map(variant -> variant.isEmpty() ? "(default)" : variant)
                .toList();
        String named = String.join(", ", variants);
        return named.length() > 20 ? variants.size() + " variants" : named.isEmpty() ? "-" : named;
    }

    private static String explanation(FlagUsageRow flag) {
        List<String> lines = new ArrayList<>(List.of(flag.key()));
        lines.addAll(wrapped(String.join("; ", flag.reasons())));
        lines.addAll(wrapped("-> " + flag.remedy()));
        if (flag.references() != null) {
            flag.references().examples().forEach(place -> lines.add(INDENT + "   " + place));
        }
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
        report.flags().forEach(flag -> counts.merge(flag.status(), 1, Integer::sum));
        String all = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return "Environment " + report.environment() + ", window of " + report.days() + " days: "
                + (all.isEmpty() ? "no flags" : all) + ".";
    }
}
