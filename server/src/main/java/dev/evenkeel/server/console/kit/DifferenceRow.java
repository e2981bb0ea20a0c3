// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value that differs between two JSON documents.
///
/// @param where JSON Pointer of the value
/// @param before empty where there was none
/// @param after empty where there is none
public record DifferenceRow(String where, StatusBadge how, String before, String after) {
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    /// Compares two documents value by value and returns the first 200 differences.
    ///
    /// @param before JSON; null for nothing
    /// @param after JSON; null for nothing
    public static List<DifferenceRow> rows(@Nullable String before, @Nullable String after) {
        return rows(AuditEntryDiff.between(before, after));
    }

    /// Returns the first 200 of the given differences.
    public static List<DifferenceRow> rows(List<AuditEntryDiff.ValueChange> changes) {
        return changes.stream().limit(MOST).map(DifferenceRow::row).toList();
    }

    private static DifferenceRow row(AuditEntryDiff.ValueChange change) {
        return new DifferenceRow(
                change.pointer().isEmpty() ? "the whole" : change.pointer(),
                mark(change),
                shown(change.before()),
                shown(change.after()));
    }

    private static StatusBadge mark(AuditEntryDiff.ValueChange change) {
        if (change.before() == null) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "forward", "Added");
        }
        return change.after() == null
                ? new StatusBadge(StatusBadge.Tone.BAD, "minus", "Removed")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "dot", "Changed");
    }

    private static String shown(@Nullable String value) {
        String text = value == null ? "" : value;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
