// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Comparator of two definitions by flag.
public final class FlagSetComparator {
    private FlagSetComparator() {}

    public static FlagSetUpdateResult compare(
            ParsedFlagSet previous, ParsedFlagSet next, long revision, boolean changed) {
        Predicate<String> isNew = key -> !previous.hasFlag(key);
        List<String> added = keys(next, isNew);
        List<String> modified =
                keys(next, isNew.negate().and(key -> !next.flag(key).equals(previous.flag(key))));
        return new FlagSetUpdateResult(
                revision,
                changed,
                added,
                modified,
                keys(previous, key -> !next.hasFlag(key)),
                null,
                changed
                        ? next.listWarnings(
                                Stream.concat(added.stream(), modified.stream()).toList())
                        : next.listWarnings());
    }

    private static List<String> keys(ParsedFlagSet definition, Predicate<String> which) {
        Stream<String> keys = definition.keys().stream();
        return keys.filter(which).toList();
    }
}
