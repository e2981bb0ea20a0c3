// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import java.util.Optional;

/// The change that made a flag evaluate as it does now.
///
/// @param revision of the definition that brought it; 0 when it is not known
record LatestFlagChange(FlagRepository table, String environment, String flag, long revision) {
    /* As far back as it is worth looking for what was taken back before. */
    private static final int FARTHEST = 200;

    static LatestFlagChange of(FlagRepository table, String environment, String flag) {
        long revision =
                table.findVersion(environment, flag).map(FlagVersion::revision).orElse(0L);
        return new LatestFlagChange(table, environment, flag, revision);
    }

    /// Whether a definition lets the flag evaluate as before this change. Not when the change itself took
    /// another one back: then that one would come again.
    ///
    /// @param now the definition in force
    boolean isTakenBackBy(ParsedDefinition next, ParsedDefinition now) {
        if (revision == 0 || !next.hasFlag(flag)) {
            return false;
        }
        Optional<ParsedDefinition> before = at(revision - 1);
        return before.filter(former -> isSame(next, former)).isPresent() && !tookBack(before.orElseThrow(), now);
    }

    /* What the flag was before it was as before this change. */
    private boolean tookBack(ParsedDefinition before, ParsedDefinition now) {
        for (DefinitionRevision older : table.history(environment, revision, FARTHEST)) {
            ParsedDefinition definition = at(older.revision()).orElseThrow();
            if (!isSame(definition, before)) {
                return isSame(definition, now);
            }
        }
        return false;
    }

    private Optional<ParsedDefinition> at(long past) {
        return table.definitionAt(environment, past).map(ParsedDefinition::stored);
    }

    private boolean isSame(ParsedDefinition one, ParsedDefinition other) {
        return one.hasFlag(flag) && other.hasFlag(flag) && !one.evaluatesDifferently(flag, other);
    }
}
