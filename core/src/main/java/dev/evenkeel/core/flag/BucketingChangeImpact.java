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

/// The effect on subjects of a change of a flag set's bucketing algorithm for `fractional`.
///
/// @param from name of the current algorithm
/// @param to name of the next algorithm
/// @param moved share of subjects, 0..1, that change their bucket of the flag's split, by flag; the maximum
///     where a flag has several splits. An estimate over [#SUBJECTS] synthetic subjects, whose name stands in
///     for every attribute that a split hashes
public record BucketingChangeImpact(String from, String to, Map<String, Double> moved) {
    /// Number of synthetic subjects. The share of a split is exact to about one in a hundred.
    public static final int SUBJECTS = 10_000;

    public BucketingChangeImpact {
        moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
    }

    /// Compares two definitions; empty when both have the same algorithm, or no flag splits in both.
    ///
    /// Costs some milliseconds for each split.
    ///
    /// @param formerJson current delivered definition, including running rollouts
    /// @param nextJson next delivered definition, likewise
    /// @throws InvalidDefinitionException as [FlagSnapshot#parseTolerantly] does
    public static Optional<BucketingChangeImpact> compare(String formerJson, String nextJson) {
        var former = FractionalOperations.of(formerJson);
        var next = FractionalOperations.of(nextJson);
        var moved = new LinkedHashMap<String, Double>();
        if (!former.rule().equals(next.rule())) {
            former.byFlag().forEach((key, splits) -> {
                if (next.byFlag().containsKey(key)) {
                    moved.put(key, maxShare(splits, split -> movedShare(split, key, former, next.rule())));
                }
            });
        }
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of(new BucketingChangeImpact(
                        former.rule().wireName(), next.rule().wireName(), moved));
    }

    private static double maxShare(List<JsonObject> splits, ToDoubleFunction<JsonObject> share) {
        return splits.stream().mapToDouble(share).max().orElse(0);
    }

    private static double movedShare(
            JsonObject split, String flagKey, FractionalOperations former, BucketingAlgorithm to) {
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

    /// A reader that returns the name of a synthetic subject for every attribute.
    private static final class SyntheticSubjectReader implements RuleDataReader {
        @Override
        public @Nullable Object attribute(@Nullable Object data, String name) {
            return data;
        }

        @Override
        public @Nullable Object root(@Nullable Object data) {
            return data;
        }
    }
}
