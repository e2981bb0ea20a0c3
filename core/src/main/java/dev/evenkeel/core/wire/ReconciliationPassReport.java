// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// How far a pass over both stores of a migration has come, and what it found.
///
/// @param ranges ranges compared, 0 to [#MAX_COUNT]
/// @param rows rows in them, 0 to [#MAX_COUNT]
/// @param mismatches ranges that stayed different, 0 to `ranges`
/// @param finished whether this is the last report of the pass
/// @param examples where the stores differ, for people to look at: at most [#MAX_EXAMPLES], each of at most
///     [#MAX_TEXT] characters
public record ReconciliationPassReport(
        long ranges, long rows, long mismatches, boolean finished, List<String> examples) {
    /// Most ranges, and most rows: more than any store holds.
    public static final long MAX_COUNT = 1_000_000_000_000_000L;

    /// Most examples of a report.
    public static final int MAX_EXAMPLES = 20;

    /// Most characters of an example.
    public static final int MAX_TEXT = 500;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public ReconciliationPassReport {
        examples = List.copyOf(examples);
        var rules = new MessageValidator();
        rules.within("ranges", ranges, 0, MAX_COUNT);
        rules.within("rows", rows, 0, MAX_COUNT);
        rules.atLeast("mismatches", mismatches, 0);
        rules.atMost("mismatches", mismatches, "the number of ranges", ranges);
        rules.atMost("examples", examples.size(), "the limit of a report", MAX_EXAMPLES);
        examples.forEach(text -> rules.atMost("characters of an example", text.length(), "the limit", MAX_TEXT));
        rules.check();
    }
}
