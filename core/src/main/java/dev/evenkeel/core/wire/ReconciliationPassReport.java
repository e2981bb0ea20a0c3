// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// The progress and result of a reconciliation pass over both stores of a migration.
///
/// @param ranges number of compared ranges, 0 to [#MAX_COUNT]
/// @param rows number of rows in them, 0 to [#MAX_COUNT]
/// @param mismatches number of ranges that remained different, 0 to `ranges`
/// @param finished whether this is the last report of the pass
/// @param examples examples of differences, for people: at most [#MAX_EXAMPLES], each of at most [#MAX_TEXT]
///     characters
public record ReconciliationPassReport(
        long ranges, long rows, long mismatches, boolean finished, List<String> examples) {
    /// Maximum number of ranges, and of rows: more than any store contains.
    public static final long MAX_COUNT = 1_000_000_000_000_000L;

    /// Maximum number of examples in a report.
    public static final int MAX_EXAMPLES = 20;

    /// Maximum length of an example in characters.
    public static final int MAX_TEXT = 500;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public ReconciliationPassReport {
        examples = List.copyOf(examples);
        var rules = new MessageValidator();
        rules.validateRange("ranges", ranges, 0, MAX_COUNT);
        rules.validateRange("rows", rows, 0, MAX_COUNT);
        rules.validateMin("mismatches", mismatches, 0);
        rules.validateMax("mismatches", mismatches, "the number of ranges", ranges);
        rules.validateMax("examples", examples.size(), "the limit of a report", MAX_EXAMPLES);
        examples.forEach(text -> rules.validateMax("characters of an example", text.length(), "the limit", MAX_TEXT));
        rules.throwIfAny();
    }
}
