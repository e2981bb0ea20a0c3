// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Warnings about parts of a definition that flagd accepts but that have no effect or fail: usually typing
/// errors.
///
/// @param unknownVariants rule results that are not variants of their flag; an evaluation with such a result
///     fails
/// @param unknownFields unknown fields of the definition and of its flags
public record DefinitionWarnings(List<DefinitionProblem> unknownVariants, List<DefinitionProblem> unknownFields) {
    private static final Set<String> OF_A_DEFINITION = Set.of("flags", "metadata");
    private static final Set<String> OF_A_FLAG = Set.of(
            "state",
            "variants",
            "defaultVariant",
            "targeting",
            "metadata",
            SourceFlag.PREREQUISITES,
            SourceFlag.SCHEDULE);

    public DefinitionWarnings {
        unknownVariants = List.copyOf(unknownVariants);
        unknownFields = List.copyOf(unknownFields);
    }

    /// Checks a definition in flagd's format. Errors are skipped; [FlagSnapshot#parse] reports them.
    ///
    /// @throws InvalidDefinitionException when the text is not JSON
    public static DefinitionWarnings of(String definitionJson) {
        return of(DefinitionParser.parseDocument(definitionJson));
    }

    static DefinitionWarnings of(JsonDocument document) {
        var variants = new DefinitionProblemCollector();
        var fields = new DefinitionProblemCollector();
        if (document.root() instanceof JsonObject root) {
            addUnknownFields(root, OF_A_DEFINITION, fields);
            var evaluators = root.member("$evaluators") instanceof JsonObject shared
                    ? shared.members()
                    : Map.<String, JsonValue>of();
            new FlagsFieldParser(root).parse(new DefinitionProblemCollector()).forEach((key, value) -> {
                if (value instanceof JsonObject flag) {
                    addUnknownFields(flag, OF_A_FLAG, fields);
                    addUnknownVariants(key, flag, evaluators, variants);
                }
            });
        }
        return new DefinitionWarnings(variants.problems(), fields.problems());
    }

    /* Names that begin with a dollar are for readers of the file: $schema, $comment. */
    private static void addUnknownFields(JsonObject object, Set<String> known, DefinitionProblemCollector problems) {
        object.members().forEach((name, value) -> {
            if (!known.contains(name) && !name.startsWith("$")) {
                problems.add(
                        object.pointer().child(name),
                        "unknown field \"" + name + "\" has no effect",
                        "remove it, or use one of " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private static void addUnknownVariants(
            String key, JsonObject flag, Map<String, JsonValue> evaluators, DefinitionProblemCollector problems) {
        if (!(flag.member("variants") instanceof JsonObject variants)) {
            return;
        }
        addUnknownVariants(key, flag.member("targeting"), variants, evaluators, problems);
        if (flag.member(SourceFlag.SCHEDULE) instanceof JsonArray schedule) {
            for (var entry : schedule.elements()) {
                if (entry instanceof JsonObject change) {
                    addUnknownVariants(key, change.member("targeting"), variants, evaluators, problems);
                }
            }
        }
    }

    private static void addUnknownVariants(
            String key,
            @Nullable JsonValue rule,
            JsonObject variants,
            Map<String, JsonValue> evaluators,
            DefinitionProblemCollector problems) {
        if (!(rule instanceof JsonObject)) {
            return;
        }
        for (var result : RuleResultFinder.findAll(rule, evaluators)) {
            var plain = Objects.requireNonNull(result.toJava());
            String name =
                    plain instanceof String text ? text : String.valueOf(PrecomputedEvaluations.variantName(plain));
            if (!variants.members().containsKey(name)) {
                problems.add(
                        result,
                        "flag \"" + key + "\" has no variant \"" + name + "\"",
                        "use one of " + variants.members().keySet());
            }
        }
    }
}
