// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.DefinitionWarnings;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.List;

/// An export of a flag system, as a definition in flagd's format.
///
/// A flag of which a part was refused is written with state `DISABLED`: whoever asks for it gets the default in
/// code, until somebody completes and enables it. So a refusal never turns something on for the wrong people.
///
/// @param definition JSON that [FlagSnapshot] reads without a problem, and whose rules give variants that there
///     are
/// @param report one entry or more for every part of the export, flag by flag
public record FlagImport(String definition, List<ImportReportEntry> report) {
    /// Converts an export.
    ///
    /// @param text JSON
    /// @throws UnreadableExportException when the text is not JSON, not of this format, or needs an option
    public static FlagImport of(FlagExportFormat format, String text, FlagImportOptions options) {
        var export = FlagExport.parse(text, options);
        var draft = new DefinitionBuilder();
        format.read(export, draft);
        draft.refuseDependents(export);
        String definition = valid(draft, export);
        DefinitionWarnings.of(definition)
                .unknownFields()
                .forEach(problem -> export.changed(
                        problem.pointer(), "field", "is kept: " + problem.message() + "; " + problem.remedy()));
        export.accountForTheRest();
        return new FlagImport(definition, export.report());
    }

    /// Whether nothing was refused.
    public boolean complete() {
        return report.stream().noneMatch(Rejected.class::isInstance);
    }

    /// The definition, without the parts that cannot be read: each round takes out all that have a problem.
    private static String valid(DefinitionBuilder draft, FlagExport export) {
        while (true) {
            String definition = draft.json();
            List<DefinitionProblem> problems = problems(definition);
            if (problems.isEmpty()) {
                return definition;
            }
            problems.forEach(problem -> takeOut(problem, draft, export));
        }
    }

    private static List<DefinitionProblem> problems(String definition) {
        try {
            FlagSnapshot.parse(definition, 0);
            return DefinitionWarnings.of(definition).unknownVariants();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }

    private static void takeOut(DefinitionProblem problem, DefinitionBuilder draft, FlagExport export) {
        String[] steps = problem.pointer().split("/", 4);
        String place = steps.length < 3 ? null : draft.remove(steps[1], JsonPointerFormatter.name(steps[2]));
        if (place != null) {
            export.retract(place);
            String kind = steps[1].equals("flags") ? "flag" : steps[1];
            export.refused(place, kind + " " + JsonPointerFormatter.name(steps[2]), "left out: " + problem);
        } else if (steps.length < 3) {
            throw new UnreadableExportException("the export makes no definition: " + problem);
        }
    }
}
