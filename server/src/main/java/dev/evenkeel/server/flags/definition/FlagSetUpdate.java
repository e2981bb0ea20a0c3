// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.core.flag.DefinitionProblem;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A new definition of an environment that is not stored yet, compared with the current one.
///
/// @param result the result of storing it; without the change of the hash rule unless it was validated
/// @param edited flags that it makes evaluate differently, removed flags last
/// @param onlyDisables whether its only difference is that flags are disabled
public record FlagSetUpdate(
        FlagSetState current,
        ParsedFlagSet next,
        FlagSetUpdateResult result,
        List<EditedFlag> edited,
        boolean onlyDisables) {
    public FlagSetUpdate {
        edited = List.copyOf(edited);
    }

    /// Compares a new definition with the current one. Validates nothing.
    public static FlagSetUpdate compare(FlagSetState current, ParsedFlagSet next) {
        ParsedFlagSet previous = current.definition();
        List<EditedFlag> edited = next.listEditsSince(previous);
        return new FlagSetUpdate(
                current, next, toResult(current, next), edited, next.onlySwitchesOff(edited, previous));
    }

    private static FlagSetUpdateResult toResult(FlagSetState current, ParsedFlagSet next) {
        ParsedFlagSet previous = current.definition();
        boolean changed = current.revision() == 0 || !next.isEquivalentTo(previous);
        Predicate<String> isNew = key -> !previous.hasFlag(key);
        List<String> added = keys(next, isNew);
        List<String> modified =
                keys(next, isNew.negate().and(key -> !next.flag(key).equals(previous.flag(key))));
        List<DefinitionProblem> warnings = changed
                ? next.listWarnings(
                        Stream.concat(added.stream(), modified.stream()).toList())
                : next.listWarnings();
        return new FlagSetUpdateResult(
                current.revision() + (changed ? 1 : 0),
                changed,
                added,
                modified,
                keys(previous, key -> !next.hasFlag(key)),
                null,
                warnings.stream()
                        .map(one -> new ValidationWarning(one.pointer(), one.message(), one.remedy()))
                        .toList());
    }

    private static List<String> keys(ParsedFlagSet definition, Predicate<String> which) {
        return definition.keys().stream().filter(which).toList();
    }

    public FlagSetUpdate withResult(FlagSetUpdateResult validated) {
        return new FlagSetUpdate(current, next, validated, edited, onlyDisables);
    }
}
