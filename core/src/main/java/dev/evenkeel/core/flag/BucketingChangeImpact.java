// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.Expression;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleDataReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What it does to subjects when a flag set gets another hash rule of `fractional`.
///
/// @param from name of the rule in force
/// @param to name of the rule to come
/// @param moved share of subjects, 0..1, who get another bucket of the flag's split, by flag; of several
///     splits in one flag the largest share. An estimate over [#SUBJECTS] invented subjects, with whatever
///     a split hashes being their
/// name
public record BucketingChangeImpact(String from, String to, Map<String, Double> moved) {
    /// Number of invented subjects. The share of a split is known to about one in a hundred.
    public static final int SUBJECTS = 10_000;

    public BucketingChangeImpact {
        moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
    }

    /// The switch from one definition to the next; empty when both have the same rule, or no flag splits in
    /// both.
    ///
    /// Costs some milliseconds for each split.
    ///
    /// @param formerJson the definition in force as it is delivered, running rollouts included
    /// @param nextJson the definition to come, likewise
    /// @throws InvalidDefinitionException as [FlagSnapshot#parseTolerantly] does
    public static Optional<BucketingChangeImpact> between(String formerJson, String nextJson) {
        var former = FractionalOperations.of(formerJson);
        var next = FractionalOperations.of(nextJson);
        var moved = new LinkedHashMap<String, Double>();
        if (!former.rule().equals(next.rule())) {
            former.byFlag().forEach((key, splits) -> {
                if (next.byFlag().containsKey(key)) {
                    moved.put(key, largest(splits, split -> moved(split, key, former, next.rule())));
                }
            });
        }
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of(new BucketingChangeImpact(
                        former.rule().text(), next.rule().text(), moved));
    }

    private static double largest(List<JsonObject> splits, ToDoubleFunction<JsonObject> share) {
        return splits.stream().mapToDouble(share).max().orElse(0);
    }

    private static double moved(JsonObject split, String flagKey, FractionalOperations former, BucketingAlgorithm to) {
        var before = compile(split, flagKey, former.evaluators(), former.rule());
        var after = compile(split, flagKey, former.evaluators(), to);
        int moved = 0;
        for (int i = 0; i < SUBJECTS; i++) {
            var subject = "subject-" + i;
            moved += Objects.equals(before.evaluate(subject, 0), after.evaluate(subject, 0)) ? 0 : 1;
        }
        return moved / (double) SUBJECTS;
    }

    private static Expression compile(
            JsonObject split, String flagKey, Map<String, JsonValue> evaluators, BucketingAlgorithm rule) {
        return RuleCompiler.compile(
                split,
                new RuleCompilationContext(
                        flagKey, evaluators, rule, new SyntheticSubjectReader(), (effect, at, message, remedy) -> {}));
    }

    /// Lets a rule read the name of an invented subject, whatever it asks for.
    private static final class SyntheticSubjectReader implements RuleDataReader {
        @Override
        public @Nullable Object attribute(@Nullable Object data, String name) {
            return data;
        }

        @Override
        public @Nullable Object whole(@Nullable Object data) {
            return data;
        }
    }
}
