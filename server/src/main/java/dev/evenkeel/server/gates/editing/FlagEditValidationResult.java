// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.engine.validation.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of validating an edit or a deletion of a flag before it is saved.
///
/// @param revision revision of the environment used for validation; send it in `If-Match` when saving
/// @param stored current text of the flag
/// @param text new text; null if it is not a JSON object, or for a deletion
/// @param verdict what the author can do
/// @param problems errors that prevent saving; pointers refer to the text, except pointers that start with
///     `/flags/` or `/$evaluators/`, which refer to the whole definition
/// @param warnings members of the text without effect; pointers refer to the text
/// @param message approvals that are required; empty for none
/// @param conflictingRevision the newest change of the flag if the flag differs from the author's base;
///     otherwise null
public record FlagEditValidationResult(
        long revision,
        String stored,
        @Nullable String text,
        Verdict verdict,
        List<ValidationError> problems,
        List<ValidationError> warnings,
        String message,
        @Nullable FlagSetRevision conflictingRevision) {
    public FlagEditValidationResult {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /// The action that is open to the author of the text.
    public enum Verdict {
        /// Nothing: the text equals the current flag.
        SAME,
        /// Save it.
        SAVE,
        /// Propose it: it requires approvals.
        PROPOSE,
        /// Correct it: it has errors.
        REFUSED
    }
}
