// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.core.flag.AuthoredDefinition;
import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An author's definition: its text, and its JSON tree for comparisons. Valid, except that rules may be broken
/// or return unknown variants.
public final class ParsedFlagSet {
    public static final JsonMapper JSON = FlagJsonMappers.STRICT;

    /// The members of a flag that affect evaluations.
    private static final List<String> DECISIVE =
            List.of("state", "variants", "defaultVariant", "targeting", "prerequisites", "schedule");

    private final String text;
    private final JsonNode tree;
    private final List<DefinitionProblem> broken;
    private final List<DefinitionProblem> warnings;

    private ParsedFlagSet(
            String text, JsonNode tree, List<DefinitionProblem> broken, List<DefinitionProblem> warnings) {
        this.text = text;
        this.tree = tree;
        this.broken = broken;
        this.warnings = warnings;
    }

    /// Parses a definition that was validated before.
    public static ParsedFlagSet ofStored(String text) {
        return new ParsedFlagSet(text, JSON.readTree(text), List.of(), List.of());
    }

    /// Parses and validates a new definition. Its rules may be broken; see [#requireSoundRules].
    ///
    /// @throws MalformedOrOverLimitException when it is not JSON
    /// @throws ValidationException with all problems, including those of rules, when it is not a valid flagd
    ///     definition
    public static ParsedFlagSet parse(String text) {
        JsonNode tree = tree(text);
        AuthoredDefinition authored = parseAuthored(text);
        FlagSnapshot compiled = authored.compiled();
        List<ValidationError> claims = compiled.flagKeys().stream()
                .filter(key -> compiled.findSplit(key) != null)
                .map(ParsedFlagSet::claimsToBeSplit)
                .toList();
        if (!claims.isEmpty()) {
            throw invalid(claims);
        }
        String byKey = authored.textByKey();
        return new ParsedFlagSet(
                byKey,
                byKey.equals(text) ? tree : tree(byKey),
                findUnsoundRules(authored),
                authored.warnings().unknownFields());
    }

    private static List<DefinitionProblem> findUnsoundRules(AuthoredDefinition authored) {
        return Stream.concat(authored.compiled().problems().stream(), authored.warnings().unknownVariants().stream())
                .toList();
    }

    private static AuthoredDefinition parseAuthored(String text) {
        try {
            return AuthoredDefinition.parse(text);
        } catch (InvalidDefinitionException e) {
            throw invalid(
                    e.problems().stream().map(ParsedFlagSet::toValidationError).toList());
        }
    }

    /// Rejects broken rules, and rules that return unknown variants, unless they are already active.
    ///
    /// @param previous the active definition
    /// @throws ValidationException with all of them
    public void requireSoundRules(ParsedFlagSet previous) {
        if (broken.isEmpty()) {
            return;
        }
        List<DefinitionProblem> known = findUnsoundRules(AuthoredDefinition.parse(previous.text));
        List<ValidationError> faults = broken.stream()
                .filter(problem -> !known.contains(problem))
                .map(ParsedFlagSet::toValidationError)
                .toList();
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    private static ValidationError toValidationError(DefinitionProblem problem) {
        return new ValidationError(problem.pointer(), problem.message(), problem.remedy());
    }

    private static JsonNode tree(String text) {
        try {
            return JsonTextParser.parse(JSON, text);
        } catch (IllegalArgumentException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The definition is " + e.getMessage() + ".",
                    "Send a definition in flagd format as one JSON object.");
        }
    }

    private static ValidationError claimsToBeSplit(String key) {
        return new ValidationError(
                JsonPointerFormatter.append("/flags", key) + "/metadata",
                "contains metadata that the server adds during a rollout or an experiment",
                "send the definition as you wrote it, without metadata that begins with evenkeel.");
    }

    private static ValidationException invalid(List<ValidationError> faults) {
        String count = faults.size() == 1 ? "1 error" : faults.size() + " errors";
        return new ValidationException(
                ProblemCode.INVALID_DEFINITION,
                "The definition has " + count + ". Nothing was changed.",
                "Fix all listed errors and try again.",
                faults);
    }

    public String text() {
        return text;
    }

    /// Returns the parts without effect in the given flags and outside flags.
    List<DefinitionProblem> listWarnings(Collection<String> keys) {
        return warnings.stream()
                .filter(warning -> !warning.pointer().startsWith("/flags/")
                        || keys.stream()
                                .anyMatch(key ->
                                        warning.pointer().startsWith(JsonPointerFormatter.append("/flags", key) + "/")))
                .toList();
    }

    /// Returns all parts without effect.
    List<DefinitionProblem> listWarnings() {
        return warnings;
    }

    /// Whether both are equivalent: white space and the order of members do not matter.
    public boolean isEquivalentTo(ParsedFlagSet other) {
        return tree.equals(other.tree);
    }

    public JsonNode flag(String key) {
        return tree.path("flags").path(key);
    }

    public boolean hasFlag(String key) {
        return tree.path("flags").has(key);
    }

    /// Returns all keys, sorted. Builds a new set on each call; use [#hasFlag] to look up one key.
    public Set<String> keys() {
        return new TreeSet<>(tree.path("flags").propertyNames());
    }

    /// Whether an evaluation of the flag may differ between the two definitions, because of the flag itself or
    /// of a prerequisite. A new description does not count.
    public boolean evaluatesDifferently(String key, ParsedFlagSet other) {
        boolean sharedRulesDiffer =
                !evaluators().equals(other.evaluators()) && flag(key).toString().contains("$ref");
        return sharedRulesDiffer
                || !hashRule().equals(other.hashRule())
                || DECISIVE.stream()
                        .anyMatch(part ->
                                !flag(key).path(part).equals(other.flag(key).path(part)))
                || prerequisites(key).stream().anyMatch(asked -> evaluatesDifferently(asked, other));
    }

    /// Returns the flags that evaluate differently than in a former definition, removed flags last.
    public List<EditedFlag> listEditsSince(ParsedFlagSet previous) {
        Stream<String> differ = keys().stream().filter(flag -> evaluatesDifferently(flag, previous));
        Stream<String> gone = previous.keys().stream().filter(flag -> !hasFlag(flag));
        return Stream.concat(differ, gone)
                .map(flag -> new EditedFlag(flag, previous.flag(flag), flag(flag)))
                .toList();
    }

    /// Whether the only difference from a former definition is that flags are disabled. Flags with those as
    /// prerequisites evaluate differently too.
    ///
    /// @param edited all flags that evaluate differently
    public boolean onlySwitchesOff(List<EditedFlag> edited, ParsedFlagSet previous) {
        JsonNode before = tree.deepCopy();
        edited.stream()
                .filter(EditedFlag::isKill)
                .forEach(flag -> ((ObjectNode) before.path("flags")).set(flag.key(), flag.former()));
        return before.equals(previous.tree);
    }

    private List<String> prerequisites(String key) {
        return flag(key)
                .path("prerequisites")
                .valueStream()
                .map(each -> each.path("flag").asString())
                .toList();
    }

    /// Returns the name of the hash rule of `fractional`.
    String hashRule() {
        return tree.path("metadata").path("evenkeel.fractional").asString("v2");
    }

    private JsonNode evaluators() {
        return tree.path("$evaluators");
    }
}
