// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.files.flagimport.FlagImport;
import dev.evenkeel.files.flagimport.ImportEntry;
import dev.evenkeel.files.flagimport.ImportEntry.Changed;
import dev.evenkeel.files.flagimport.ImportEntry.Refused;
import dev.evenkeel.files.flagimport.ImportEntry.Taken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// How the report of an import is written for people and for programs.
final class ImportText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ImportText() {}

    /// One line per entry, and how many there are of each kind.
    static String text(List<ImportEntry> report) {
        String lines = report.stream().map(ImportText::line).collect(Collectors.joining());
        return lines + count(report, Taken.class) + " taken, " + count(report, Changed.class) + " changed, "
                + count(report, Refused.class) + " refused";
    }

    private static String line(ImportEntry entry) {
        String place = entry.place().isEmpty() ? "(the export)" : entry.place();
        return switch (entry) {
            case Taken taken -> String.format("taken    %s  %s%n", place, taken.part());
            case Changed changed -> String.format("changed  %s  %s: %s%n", place, changed.part(), changed.reason());
            case Refused refused -> String.format("refused  %s  %s: %s%n", place, refused.part(), refused.reason());
        };
    }

    /// One object.
    ///
    /// @param withDefinition whether the definition is among it
    static String json(FlagImport imported, boolean withDefinition) {
        List<ImportEntry> report = imported.report();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("taken", count(report, Taken.class));
        answer.put("changed", count(report, Changed.class));
        answer.put("refused", count(report, Refused.class));
        answer.put("report", report.stream().map(ImportText::entry).toList());
        if (withDefinition) {
            answer.put("definition", JSON.readTree(imported.definition()));
        }
        return JSON.writeValueAsString(answer);
    }

    private static Map<String, String> entry(ImportEntry entry) {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("outcome", entry.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        written.put("place", entry.place());
        written.put("part", entry.part());
        switch (entry) {
            case Taken taken -> {}
            case Changed changed -> written.put("reason", changed.reason());
            case Refused refused -> written.put("reason", refused.reason());
        }
        return written;
    }

    private static long count(List<ImportEntry> report, Class<? extends ImportEntry> kind) {
        return report.stream().filter(kind::isInstance).count();
    }
}
