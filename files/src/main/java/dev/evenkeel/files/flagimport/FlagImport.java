// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.DefinitionReview;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.flagimport.ImportEntry.Refused;
import dev.evenkeel.files.json.Pointer;
import java.util.List;

/// An export of a flag system, as a definition in flagd's format.
///
/// A flag of which a part was refused is written with state `DISABLED`: whoever asks for it gets the default in
/// code, until somebody completes and enables it. So a refusal never turns something on for the wrong people.
///
/// @param definition JSON that [FlagSnapshot] reads without a problem, and whose rules give variants that there
///     are
/// @param report one entry or more for every part of the export, flag by flag
public record FlagImport(String definition, List<ImportEntry> report) {
    /// Converts an export.
    ///
    /// @param text JSON
    /// @throws UnreadableExport when the text is not JSON, not of this format, or needs an option
    public static FlagImport of(ExportFormat format, String text, ImportOptions options) {
        var export = Export.parse(text, options);
        var draft = new Draft();
        format.read(export, draft);
        draft.refuseDependents(export);
        String definition = valid(draft, export);
        DefinitionReview.of(definition)
                .unknownFields()
                .forEach(problem -> export.changed(
                        problem.pointer(), "field", "is kept: " + problem.message() + "; " + problem.remedy()));
        export.accountForTheRest();
        return new FlagImport(definition, export.report());
    }

    /// Whether nothing was refused.
    public boolean complete() {
        return report.stream().noneMatch(Refused.class::isInstance);
    }

    /// The definition, without the parts that cannot be read: each round takes out all that have a problem.
    private static String valid(Draft draft, Export export) {
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
            return DefinitionReview.of(definition).unknownVariants();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }

    private static void takeOut(DefinitionProblem problem, Draft draft, Export export) {
        String[] steps = problem.pointer().split("/", 4);
        String place = steps.length < 3 ? null : draft.remove(steps[1], Pointer.name(steps[2]));
        if (place != null) {
            export.retract(place);
            String kind = steps[1].equals("flags") ? "flag" : steps[1];
            export.refused(place, kind + " " + Pointer.name(steps[2]), "left out: " + problem);
        } else if (steps.length < 3) {
            throw new UnreadableExport("the export makes no definition: " + problem);
        }
    }
}
