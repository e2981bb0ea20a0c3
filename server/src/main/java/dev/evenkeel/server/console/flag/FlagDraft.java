// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.gates.editing.FlagCheck;
import java.util.List;

/// What is said beside the editor while somebody writes.
///
/// @param rows values that would not be what they are; none while the text is no JSON
record FlagDraft(FlagCheck check, List<DifferenceRow> rows) {
    static FlagDraft of(FlagCheck check) {
        return new FlagDraft(
                check, check.text() == null ? List.of() : DifferenceRow.rows(check.stored(), check.text()));
    }

    Mark mark() {
        return switch (check.verdict()) {
            case SAME -> new Mark(Mark.Tone.CALM, "minus", "Nothing is changed");
            case SAVE -> new Mark(Mark.Tone.GOOD, "check", "Can be saved");
            case PROPOSE -> new Mark(Mark.Tone.CAUTION, "hourglass", "Has to be approved by others");
            case REFUSED -> new Mark(Mark.Tone.BAD, "alert", problems());
        };
    }

    private String problems() {
        int count = check.problems().size();
        return count == 1 ? "1 problem" : Numbers.count(count) + " problems";
    }

    /// Where a problem is, in words.
    static String place(String pointer) {
        return pointer.isEmpty() ? "the whole" : pointer;
    }
}
