// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.gates.editing.FlagTextChange;
import java.util.ArrayList;
import java.util.List;

/// A line of a flag's history.
///
/// @param how whether it was made, changed or taken away
/// @param rows what differs from before
/// @param revertible whether one can go back to how the flag was then
public record FlagHistoryRow(DefinitionRevision change, StatusBadge how, List<DifferenceRow> rows, boolean revertible) {
    private static final int LISTED = 3;
    private static final StatusBadge MADE = new StatusBadge(StatusBadge.Tone.GOOD, "forward", "Made");

    /// @param revisions newest first
    static List<FlagHistoryRow> of(List<FlagTextChange> revisions) {
        List<FlagHistoryRow> changes = new ArrayList<>();
        for (FlagTextChange one : revisions) {
            /* To the newest one there is nothing to go back to: the flag is so. */
            boolean past = !changes.isEmpty();
            changes.add(new FlagHistoryRow(
                    one.change(),
                    how(one),
                    DifferenceRow.rows(one.before(), one.after()),
                    past && one.after() != null));
        }
        return changes;
    }

    private static StatusBadge how(FlagTextChange one) {
        if (one.before() == null) {
            return MADE;
        }
        return one.after() == null
                ? new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Taken away")
                : new StatusBadge(StatusBadge.Tone.CALM, "dot", "Changed");
    }

    /// Whether the flag was not there before.
    public boolean isCreation() {
        return how.equals(MADE);
    }

    /// What differs, in a few words: `/state, /targeting`.
    String summary() {
        List<String> places = rows.stream()
                .map(row -> row.where().replaceFirst("^(/[^/]+).*$", "$1"))
                .distinct()
                .toList();
        String first = String.join(", ", places.stream().limit(LISTED).toList());
        return first + (places.size() > LISTED ? " and " + (places.size() - LISTED) + " more" : "");
    }
}
