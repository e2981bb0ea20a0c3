// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.PrefixHasher;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.WeightedBuckets;
import org.jspecify.annotations.Nullable;

/// A compiled split. Immutable and thread-safe.
final class CompiledSplit {
    private final RunningSplit split;
    private final @Nullable UnitSalt salt;
    private final PrefixHasher seed;
    private final WeightedBuckets buckets;
    private final Evaluation[] sides;
    private final RuleCompiler.CompiledRule general;
    private final PrecomputedEvaluations outcomes;

    /// @param salt salt for the split's units; null when the definition contains none
    /// @param general the flag's whole targeting as the plain rule that other flagd clients evaluate
    CompiledSplit(
            RunningSplit split,
            @Nullable UnitSalt salt,
            BucketingAlgorithm bucketing,
            RuleCompiler.CompiledRule general,
            PrecomputedEvaluations outcomes) {
        this.split = split;
        this.salt = salt;
        this.seed = new PrefixHasher(split.seed() + ":");
        this.buckets = bucketing.createBuckets(split.parts().stream()
                .mapToDouble(part -> part.share().basisPoints())
                .toArray());
        this.sides = split.parts().stream()
                .map(part -> outcomes.ofSplit(part.variant()))
                .toArray(Evaluation[]::new);
        this.general = general;
        this.outcomes = outcomes;
    }

    RunningSplit split() {
        return split;
    }

    @Nullable
    UnitSalt salt() {
        return salt;
    }

    /// Whether the plain rule, including the author's part, may depend on the time.
    boolean requiresTime() {
        return general.requiresTime();
    }

    /// Returns the variant of a targeting key, ignoring the author's rule.
    @Nullable
    String variantOf(String targetingKey) {
        return sides[buckets.choose(seed.hash(targetingKey))].variant();
    }

    /// Evaluates the split for the context's targeting key. If it is missing or not a string, evaluates the
    /// plain rule.
    Evaluation evaluate(EvaluationContext context, long epochSeconds) {
        String key = context.targetingKey();
        if (key == null || key.isEmpty()) {
            return outcomes.ofRuleResult(general.expression().evaluate(context, epochSeconds));
        }
        return sides[buckets.choose(seed.hash(key))];
    }
}
