// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.DefinitionWarnings;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.List;

/// The result of an import: a flagd definition converted from an export of a flag system.
///
/// A flag with a rejected part gets the state `DISABLED`: services use the default in code until a user
/// completes and enables it. A rejection therefore never turns something on for the wrong users.
///
/// @param definition JSON that [FlagSnapshot] parses without a problem, and whose rules return existing
///     variants
/// @param report one entry or more for every part of the export, flag by flag
public record FlagImport(String definition, List<ImportReportEntry> report) {
    /// Converts an export.
    ///
    /// @param text JSON
    /// @throws UnreadableExportException when the text is not JSON, not of this format, or requires an option
    public static FlagImport convert(FlagExportFormat format, String text, FlagImportOptions options) {
        var export = FlagExport.parse(text, options);
        var builder = new DefinitionBuilder();
        format.importFlags(export, builder);
        builder.rejectDependents(export);
        String definition = removeInvalidParts(builder, export);
        DefinitionWarnings.of(definition)
                .unknownFields()
                .forEach(problem -> export.reportConverted(
                        problem.pointer(), "field", "kept, although: " + problem.message() + "; " + problem.remedy()));
        export.reportUnread();
        return new FlagImport(definition, export.entries());
    }

    /// Whether no part was rejected.
    public boolean isComplete() {
        return report.stream().noneMatch(Rejected.class::isInstance);
    }

    /// The definition without invalid parts: each round removes all parts with a problem.
    private static String removeInvalidParts(DefinitionBuilder builder, FlagExport export) {
        while (true) {
            String definition = builder.toJson();
            List<DefinitionProblem> problems = findProblems(definition);
            if (problems.isEmpty()) {
                return definition;
            }
            problems.forEach(problem -> removePart(problem, builder, export));
        }
    }

    private static List<DefinitionProblem> findProblems(String definition) {
        try {
            FlagSnapshot.parse(definition, 0);
            return DefinitionWarnings.of(definition).unknownVariants();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }

    private static void removePart(DefinitionProblem problem, DefinitionBuilder builder, FlagExport export) {
        String[] steps = problem.pointer().split("/", 4);
        String place = steps.length < 3 ? null : builder.remove(steps[1], JsonPointerFormatter.unescape(steps[2]));
        if (place != null) {
            export.retractImported(place);
            String kind = steps[1].equals("flags") ? "flag" : steps[1];
            export.reportRejected(place, kind + " " + JsonPointerFormatter.unescape(steps[2]), "left out: " + problem);
        } else if (steps.length < 3) {
            throw new UnreadableExportException("the export cannot be converted: " + problem);
        }
    }
}
