// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.foundation.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be said of a new text of a flag before it is saved, or of a flag before it is deleted.
///
/// @param revision of the environment that it was held against; what is saved names it in `If-Match`
/// @param stored the flag as it is written now
/// @param text the new one; null when it is no object of JSON, or the flag is to go
/// @param verdict what can be done with the text
/// @param problems why it can not be saved; pointers lead into the text, but for those that begin with
///     `/flags/` or `/$evaluators/`, which lead into the definition around it
/// @param warnings what of the text has no effect; pointers lead into it
/// @param words whose consent it takes; empty when nobody's
/// @param overtakenBy the newest change of the flag when it says something else than when its author began to
///     write; null when it does not
public record FlagEditValidationResult(
        long revision,
        String stored,
        @Nullable String text,
        Verdict verdict,
        List<Problem.FieldError> problems,
        List<Problem.FieldError> warnings,
        String words,
        @Nullable DefinitionRevision overtakenBy) {
    public FlagEditValidationResult {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /// What can be done with a text.
    public enum Verdict {
        /// Nothing: the flag says this already.
        SAME,
        /// It can be saved.
        SAVE,
        /// It can be proposed, since others have to approve it.
        PROPOSE,
        /// It has to be corrected.
        REFUSED
    }
}
