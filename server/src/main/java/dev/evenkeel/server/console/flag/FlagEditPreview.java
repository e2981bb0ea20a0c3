// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import java.util.List;

/// Live preview of an edit, shown beside the editor.
///
/// @param rows values that the edit changes; empty while the text is invalid JSON
record FlagEditPreview(FlagEditValidationResult validation, List<DifferenceRow> rows) {
    static FlagEditPreview of(FlagEditValidationResult check) {
        return new FlagEditPreview(
                check, check.text() == null ? List.of() : DifferenceRow.compare(check.stored(), check.text()));
    }

    StatusBadge badge() {
        return switch (validation.verdict()) {
            case SAME -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Nothing is changed");
            case SAVE -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Can be saved");
            case PROPOSE -> new StatusBadge(StatusBadge.Tone.CAUTION, "hourglass", "Has to be approved by others");
            case REFUSED -> new StatusBadge(StatusBadge.Tone.BAD, "alert", problemCount());
        };
    }

    private String problemCount() {
        int count = validation.problems().size();
        return count == 1 ? "1 problem" : QuantityFormatter.formatCount(count) + " problems";
    }

    /// Returns the location of a validation error as text.
    static String formatPointer(String pointer) {
        return pointer.isEmpty() ? "the whole" : pointer;
    }
}
