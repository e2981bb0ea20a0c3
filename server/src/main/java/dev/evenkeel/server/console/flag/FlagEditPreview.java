// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import java.util.List;

/// What is said beside the editor while somebody writes.
///
/// @param rows values that would not be what they are; none while the text is no JSON
record FlagEditPreview(FlagEditValidationResult check, List<DifferenceRow> rows) {
    static FlagEditPreview of(FlagEditValidationResult check) {
        return new FlagEditPreview(
                check, check.text() == null ? List.of() : DifferenceRow.rows(check.stored(), check.text()));
    }

    StatusBadge mark() {
        return switch (check.verdict()) {
            case SAME -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Nothing is changed");
            case SAVE -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Can be saved");
            case PROPOSE -> new StatusBadge(StatusBadge.Tone.CAUTION, "hourglass", "Has to be approved by others");
            case REFUSED -> new StatusBadge(StatusBadge.Tone.BAD, "alert", problems());
        };
    }

    private String problems() {
        int count = check.problems().size();
        return count == 1 ? "1 problem" : DisplayFormatter.count(count) + " problems";
    }

    /// Where a problem is, in words.
    static String place(String pointer) {
        return pointer.isEmpty() ? "the whole" : pointer;
    }
}
