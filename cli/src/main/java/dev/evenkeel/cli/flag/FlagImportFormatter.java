// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.files.flagimport.FlagImport;
import dev.evenkeel.files.flagimport.ImportReportEntry;
import dev.evenkeel.files.flagimport.ImportReportEntry.Converted;
import dev.evenkeel.files.flagimport.ImportReportEntry.Imported;
import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import dev.evenkeel.files.json.JsonTextParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A formatter of import reports as text and JSON.
final class FlagImportFormatter {
    private FlagImportFormatter() {}

    /// Formats one line for each entry, and the number of entries of each kind.
    static String formatText(List<ImportReportEntry> report) {
        String lines = report.stream().map(FlagImportFormatter::line).collect(Collectors.joining());
        return lines + count(report, Imported.class) + " imported, " + count(report, Converted.class) + " converted, "
                + count(report, Rejected.class) + " rejected";
    }

    private static String line(ImportReportEntry entry) {
        String place = entry.pointer().isEmpty() ? "(whole export)" : entry.pointer();
        return switch (entry) {
            case Imported taken -> String.format("imported   %s  %s%n", place, taken.part());
            case Converted changed -> String.format("converted  %s  %s: %s%n", place, changed.part(), changed.reason());
            case Rejected refused -> String.format("rejected   %s  %s: %s%n", place, refused.part(), refused.reason());
        };
    }

    /// Serializes the report as one object.
    ///
    /// @param withDefinition whether to include the definition
    static String formatJson(FlagImport imported, boolean withDefinition) {
        List<ImportReportEntry> report = imported.report();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("imported", count(report, Imported.class));
        answer.put("converted", count(report, Converted.class));
        answer.put("rejected", count(report, Rejected.class));
        answer.put("report", report.stream().map(FlagImportFormatter::entry).toList());
        if (withDefinition) {
            answer.put("definition", JsonTextParser.STRICT.readTree(imported.definition()));
        }
        return JsonTextParser.STRICT.writeValueAsString(answer);
    }

    private static Map<String, String> entry(ImportReportEntry entry) {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("outcome", outcome(entry));
        written.put("place", entry.pointer());
        written.put("part", entry.part());
        switch (entry) {
            case Imported taken -> {}
            case Converted changed -> written.put("reason", changed.reason());
            case Rejected refused -> written.put("reason", refused.reason());
        }
        return written;
    }

    private static String outcome(ImportReportEntry entry) {
        return switch (entry) {
            case Imported imported -> "imported";
            case Converted converted -> "converted";
            case Rejected rejected -> "rejected";
        };
    }

    private static long count(List<ImportReportEntry> report, Class<? extends ImportReportEntry> kind) {
        return report.stream().filter(kind::isInstance).count();
    }
}
