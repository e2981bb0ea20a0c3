// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sample export after its import.
///
/// @param result result of the import
record ImportedExport(FlagImport result) {
    private static final JsonMapper JSON = new JsonMapper();

    static ImportedExport of(FlagExportFormat format, String sample) {
        return of(format, sample, FlagImportOptions.NONE);
    }

    static ImportedExport of(FlagExportFormat format, String sample, FlagImportOptions options) {
        return new ImportedExport(FlagImport.convert(format, ExportSamples.read(sample), options));
    }

    static ImportedExport ofText(FlagExportFormat format, String export) {
        return new ImportedExport(FlagImport.convert(format, export, FlagImportOptions.NONE));
    }

    /// Evaluates a flag. Returns null if the default of the code applies.
    @Nullable
    String evaluateVariant(String flag, Map<String, Object> context) {
        var evaluation = FlagSnapshot.parse(result.definition(), 1).evaluate(flag, EvaluationContext.of(context), 0);
        if (evaluation.errorCode() != null) {
            throw new AssertionError(flag + ": " + evaluation);
        }
        return evaluation.variant();
    }

    JsonNode flagNode(String key) {
        return JSON.readTree(result.definition()).path("flags").path(key);
    }

    /// Returns the report entries of a type at a JSON pointer, as text.
    List<String> entriesAt(Class<? extends ImportReportEntry> kind, String place) {
        return result.report().stream()
                .filter(kind::isInstance)
                .filter(entry -> entry.pointer().equals(place))
                .map(Object::toString)
                .toList();
    }

    /// Returns the JSON pointers of the rejected parts.
    List<String> rejectedPointers() {
        return result.report().stream()
                .filter(ImportReportEntry.Rejected.class::isInstance)
                .map(ImportReportEntry::pointer)
                .toList();
    }
}
