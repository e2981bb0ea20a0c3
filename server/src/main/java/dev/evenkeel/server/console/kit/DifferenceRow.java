// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value that differs between two JSON documents.
///
/// @param pointer JSON Pointer of the value
/// @param before empty if absent
/// @param after empty if absent
public record DifferenceRow(String pointer, StatusBadge badge, String before, String after) {
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    /// Compares two documents value by value and returns the first 200 differences.
    ///
    /// @param before JSON; null for no document
    /// @param after JSON; null for no document
    public static List<DifferenceRow> compare(@Nullable String before, @Nullable String after) {
        return toRows(AuditEntryDiff.between(before, after));
    }

    /// Returns the first 200 of the given differences.
    public static List<DifferenceRow> toRows(List<ValueChange> changes) {
        return changes.stream().limit(MOST).map(DifferenceRow::toRow).toList();
    }

    private static DifferenceRow toRow(ValueChange change) {
        return new DifferenceRow(
                change.pointer().isEmpty() ? "the whole" : change.pointer(),
                toBadge(change),
                truncate(change.before()),
                truncate(change.after()));
    }

    private static StatusBadge toBadge(ValueChange change) {
        if (change.before() == null) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "forward", "Added");
        }
        return change.after() == null
                ? new StatusBadge(StatusBadge.Tone.BAD, "minus", "Removed")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "dot", "Changed");
    }

    private static String truncate(@Nullable String value) {
        String text = value == null ? "" : value;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
