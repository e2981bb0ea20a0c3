// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sample export, converted.
///
/// @param result of the conversion
record Imported(FlagImport result) {
    private static final JsonMapper JSON = new JsonMapper();

    static Imported of(FlagExportFormat format, String sample) {
        return of(format, sample, FlagImportOptions.NONE);
    }

    static Imported of(FlagExportFormat format, String sample, FlagImportOptions options) {
        return new Imported(FlagImport.convert(format, Samples.read(sample), options));
    }

    static Imported ofText(FlagExportFormat format, String export) {
        return new Imported(FlagImport.convert(format, export, FlagImportOptions.NONE));
    }

    /// The variant that a context gets; null when it is left to the code.
    @Nullable
    String variant(String flag, Map<String, Object> context) {
        var evaluation = FlagSnapshot.parse(result.definition(), 1).evaluate(flag, EvaluationContext.of(context), 0);
        if (evaluation.errorCode() != null) {
            throw new AssertionError(flag + ": " + evaluation);
        }
        return evaluation.variant();
    }

    JsonNode flag(String key) {
        return JSON.readTree(result.definition()).path("flags").path(key);
    }

    /// Entries of a kind about a place, in words.
    List<String> about(Class<? extends ImportReportEntry> kind, String place) {
        return result.report().stream()
                .filter(kind::isInstance)
                .filter(entry -> entry.pointer().equals(place))
                .map(Object::toString)
                .toList();
    }

    /// Places of everything that was refused.
    List<String> refused() {
        return result.report().stream()
                .filter(ImportReportEntry.Rejected.class::isInstance)
                .map(ImportReportEntry::pointer)
                .toList();
    }
}
