// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.core.flag.DefinitionNormalizer;
import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.DefinitionWarnings;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An author's definition: its text, and its tree to compare with others. Valid but for rules that may be
/// broken or give variants that there are not.
public final class ParsedDefinition {
    public static final JsonMapper JSON = FlagJsonMappers.STRICT;

    /// What of a flag decides an evaluation.
    private static final List<String> DECISIVE =
            List.of("state", "variants", "defaultVariant", "targeting", "prerequisites", "schedule");

    private final String text;
    private final JsonNode tree;
    private final List<DefinitionProblem> broken;
    private final List<DefinitionProblem> warnings;

    private ParsedDefinition(
            String text, JsonNode tree, List<DefinitionProblem> broken, List<DefinitionProblem> warnings) {
        this.text = text;
        this.tree = tree;
        this.broken = broken;
        this.warnings = warnings;
    }

    /// Takes a definition that was checked before.
    public static ParsedDefinition stored(String text) {
        return new ParsedDefinition(text, JSON.readTree(text), List.of(), List.of());
    }

    /// Reads a new definition. Its rules may be broken: see [#requireSoundRules].
    ///
    /// @throws RequestRefusedException when it is not JSON
    /// @throws ValidationException with all problems, those of rules too, when it is no flagd definition
    public static ParsedDefinition parse(String text) {
        JsonNode tree = tree(text);
        FlagSnapshot compiled = compile(text);
        List<Problem.FieldError> claims = compiled.flagKeys().stream()
                .filter(key -> compiled.running(key) != null)
                .map(ParsedDefinition::claimsToBeSplit)
                .toList();
        if (!claims.isEmpty()) {
            throw invalid(claims);
        }
        String byKey = DefinitionNormalizer.withFlagsByKey(text);
        DefinitionWarnings review = DefinitionWarnings.of(byKey);
        return new ParsedDefinition(
                byKey, byKey.equals(text) ? tree : tree(byKey), unsound(compiled, review), review.unknownFields());
    }

    private static List<DefinitionProblem> unsound(FlagSnapshot compiled, DefinitionWarnings review) {
        return Stream.concat(compiled.problems().stream(), review.unknownVariants().stream())
                .toList();
    }

    private static FlagSnapshot compile(String text) {
        try {
            return FlagSnapshot.parseTolerantly(text, 0);
        } catch (InvalidDefinitionException e) {
            throw invalid(e.problems().stream().map(ParsedDefinition::fault).toList());
        }
    }

    /// Refuses broken rules, and results of rules that are no variants, that are not in force already.
    ///
    /// @param former the definition in force
    /// @throws ValidationException with all of them
    public void requireSoundRules(ParsedDefinition former) {
        if (broken.isEmpty()) {
            return;
        }
        List<DefinitionProblem> known =
                unsound(FlagSnapshot.parseTolerantly(former.text, 0), DefinitionWarnings.of(former.text));
        List<Problem.FieldError> faults = broken.stream()
                .filter(problem -> !known.contains(problem))
                .map(ParsedDefinition::fault)
                .toList();
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    private static Problem.FieldError fault(DefinitionProblem problem) {
        return new Problem.FieldError(problem.pointer(), problem.message(), problem.remedy());
    }

    private static JsonNode tree(String text) {
        try {
            return JsonTextParser.read(JSON, text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "The definition is " + e.getMessage() + ".",
                    "Send a flagd definition as one JSON object.");
        }
    }

    private static Problem.FieldError claimsToBeSplit(String key) {
        return new Problem.FieldError(
                JsonPointerFormatter.member("/flags", key) + "/metadata",
                "The flag claims to be under a rollout or an experiment.",
                "Send the author's definition, not the delivered one: remove metadata that begins with evenkeel.");
    }

    private static ValidationException invalid(List<Problem.FieldError> faults) {
        String count = faults.size() == 1 ? "1 problem" : faults.size() + " problems";
        return new ValidationException(
                ProblemCode.INVALID_DEFINITION,
                "The definition has " + count + ". Nothing was changed.",
                "Correct all of them and send it again.",
                faults);
    }

    public String text() {
        return text;
    }

    /// What has no effect, in some flags and beside all of them.
    ///
    /// @param keys of the flags
    List<DefinitionProblem> warningsOf(Collection<String> keys) {
        return warnings.stream()
                .filter(warning -> !warning.pointer().startsWith("/flags/")
                        || keys.stream()
                                .anyMatch(key ->
                                        warning.pointer().startsWith(JsonPointerFormatter.member("/flags", key) + "/")))
                .toList();
    }

    /// What has no effect, in all of it.
    List<DefinitionProblem> warnings() {
        return warnings;
    }

    /// True when both say the same; white space and the order of members do not matter.
    public boolean saysTheSameAs(ParsedDefinition other) {
        return tree.equals(other.tree);
    }

    public JsonNode flag(String key) {
        return tree.path("flags").path(key);
    }

    public boolean hasFlag(String key) {
        return tree.path("flags").has(key);
    }

    /// All of them in order, made anew each time: to ask for one there is [#hasFlag].
    public Set<String> keys() {
        return new TreeSet<>(tree.path("flags").propertyNames());
    }

    /// True when some evaluation of the flag may differ between the two, its own or that of a flag it asks
    /// first. A new description is not such a change.
    public boolean evaluatesDifferently(String key, ParsedDefinition other) {
        boolean sharedRulesDiffer =
                !evaluators().equals(other.evaluators()) && flag(key).toString().contains("$ref");
        return sharedRulesDiffer
                || !hashRule().equals(other.hashRule())
                || DECISIVE.stream()
                        .anyMatch(part ->
                                !flag(key).path(part).equals(other.flag(key).path(part)))
                || prerequisites(key).stream().anyMatch(asked -> evaluatesDifferently(asked, other));
    }

    /// Flags that evaluate differently than in a former definition, those that are gone last.
    public List<EditedFlag> editedSince(ParsedDefinition former) {
        Stream<String> differ = keys().stream().filter(flag -> evaluatesDifferently(flag, former));
        Stream<String> gone = former.keys().stream().filter(flag -> !hasFlag(flag));
        return Stream.concat(differ, gone)
                .map(flag -> new EditedFlag(flag, former.flag(flag), flag(flag)))
                .toList();
    }

    /// Whether nothing differs from a former definition but that flags are switched off. Flags that ask those
    /// first evaluate differently too.
    ///
    /// @param edited all flags that evaluate differently
    public boolean onlySwitchesOff(List<EditedFlag> edited, ParsedDefinition former) {
        JsonNode before = tree.deepCopy();
        edited.stream()
                .filter(EditedFlag::isKill)
                .forEach(flag -> ((ObjectNode) before.path("flags")).set(flag.key(), flag.former()));
        return before.equals(former.tree);
    }

    private List<String> prerequisites(String key) {
        return flag(key)
                .path("prerequisites")
                .valueStream()
                .map(each -> each.path("flag").asString())
                .toList();
    }

    /// Name of the hash rule of `fractional`.
    String hashRule() {
        return tree.path("metadata").path("evenkeel.fractional").asString("v2");
    }

    private JsonNode evaluators() {
        return tree.path("$evaluators");
    }
}
