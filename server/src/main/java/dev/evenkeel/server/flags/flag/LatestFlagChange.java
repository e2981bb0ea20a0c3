// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.util.Optional;

/// The change since which a flag evaluates as it does now.
///
/// @param revision revision of the definition with the change; 0 when unknown
record LatestFlagChange(FlagRepository table, String environment, String flag, long revision) {
    /* How many earlier definitions are searched for a change that was reverted. */
    private static final int FARTHEST = 200;

    static LatestFlagChange of(FlagRepository repository, String environment, String flag) {
        long revision = repository
                .findVersion(environment, flag)
                .map(FlagVersion::revision)
                .orElse(0L);
        return new LatestFlagChange(repository, environment, flag, revision);
    }

    /// Whether a definition reverts this change, so that the flag evaluates as before it. False when this
    /// change is itself a revert, because undoing it would apply the reverted change again.
    ///
    /// @param now the active definition
    boolean isRevertedBy(ParsedFlagSet next, ParsedFlagSet now) {
        if (revision == 0 || !next.hasFlag(flag)) {
            return false;
        }
        Optional<ParsedFlagSet> before = findDefinitionAt(revision - 1);
        return before.filter(previous -> isEquivalent(next, previous)).isPresent()
                && !isRevert(before.orElseThrow(), now);
    }

    /*
     * Whether this change is a revert: the last different version of the flag before `before` equals the
     * current one.
     */
    private boolean isRevert(ParsedFlagSet before, ParsedFlagSet now) {
        for (FlagSetRevision older : table.listHistory(environment, revision, FARTHEST)) {
            ParsedFlagSet definition = findDefinitionAt(older.revision()).orElseThrow();
            if (!isEquivalent(definition, before)) {
                return isEquivalent(definition, now);
            }
        }
        return false;
    }

    private Optional<ParsedFlagSet> findDefinitionAt(long past) {
        return table.findDefinitionAt(environment, past).map(ParsedFlagSet::ofStored);
    }

    private boolean isEquivalent(ParsedFlagSet one, ParsedFlagSet other) {
        return one.hasFlag(flag) && other.hasFlag(flag) && !one.evaluatesDifferently(flag, other);
    }
}
