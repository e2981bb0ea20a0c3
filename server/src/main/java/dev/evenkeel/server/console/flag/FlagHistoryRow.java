// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.gates.editing.FlagDefinitionChange;
import java.util.ArrayList;
import java.util.List;

/// Row of a flag's history.
///
/// @param badge whether the flag was created, changed or deleted
/// @param rows differences from the previous version
/// @param revertible whether this version of the flag can be restored
public record FlagHistoryRow(FlagSetRevision change, StatusBadge badge, List<DifferenceRow> rows, boolean revertible) {
    private static final int LISTED = 3;
    private static final StatusBadge MADE = new StatusBadge(StatusBadge.Tone.GOOD, "forward", "Made");

    /// @param revisions newest first
    static List<FlagHistoryRow> of(List<FlagDefinitionChange> revisions) {
        List<FlagHistoryRow> changes = new ArrayList<>();
        for (FlagDefinitionChange one : revisions) {
            /* The newest version is current, so it cannot be restored. */
            boolean past = !changes.isEmpty();
            changes.add(new FlagHistoryRow(
                    one.change(),
                    toBadge(one),
                    DifferenceRow.compare(one.before(), one.after()),
                    past && one.after() != null));
        }
        return changes;
    }

    private static StatusBadge toBadge(FlagDefinitionChange one) {
        if (one.before() == null) {
            return MADE;
        }
        return one.after() == null
                ? new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Taken away")
                : new StatusBadge(StatusBadge.Tone.CALM, "dot", "Changed");
    }

    /// Whether the change created the flag.
    public boolean isCreation() {
        return badge.equals(MADE);
    }

    /// Returns the changed members in a few words: `/state, /targeting`.
    String summary() {
        List<String> places = rows.stream()
                .map(row -> row.pointer().replaceFirst("^(/[^/]+).*$", "$1"))
                .distinct()
                .toList();
        String first = String.join(", ", places.stream().limit(LISTED).toList());
        return first + (places.size() > LISTED ? " and " + (places.size() - LISTED) + " more" : "");
    }
}
