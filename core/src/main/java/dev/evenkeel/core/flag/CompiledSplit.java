// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.PrefixHasher;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.WeightedBuckets;
import org.jspecify.annotations.Nullable;

/// A split, ready to be evaluated. Immutable and thread-safe.
final class CompiledSplit {
    private final RunningSplit split;
    private final @Nullable UnitSalt salt;
    private final PrefixHasher seed;
    private final WeightedBuckets buckets;
    private final Evaluation[] sides;
    private final RuleCompiler.CompiledRule general;
    private final PrecomputedEvaluations outcomes;

    /// @param salt names the split's units; null when the definition names none
    /// @param general the flag's whole targeting as the plain rule that other flagd clients see
    CompiledSplit(
            RunningSplit split,
            @Nullable UnitSalt salt,
            BucketingAlgorithm bucketing,
            RuleCompiler.CompiledRule general,
            PrecomputedEvaluations outcomes) {
        this.split = split;
        this.salt = salt;
        this.seed = new PrefixHasher(split.seed() + ":");
        this.buckets = bucketing.buckets(split.parts().stream()
                .mapToDouble(part -> part.share().basisPoints())
                .toArray());
        this.sides = split.parts().stream()
                .map(part -> outcomes.bySplit(part.variant()))
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

    /// Whether the time may matter to the plain rule, the author's part of it included.
    boolean asksForTime() {
        return general.asksForTime();
    }

    /// The variant of a targeting key's side, whatever the author's rule says.
    @Nullable
    String variantOf(String targetingKey) {
        return sides[buckets.choose(seed.hash(targetingKey))].variant();
    }

    /// The side of the context's targeting key. Without one, or with one that is no text, what the
    /// plain rule says.
    Evaluation evaluate(EvaluationContext context, long epochSeconds) {
        String key = context.targetingKey();
        if (key == null || key.isEmpty()) {
            return outcomes.of(general.expression().evaluate(context, epochSeconds));
        }
        return sides[buckets.choose(seed.hash(key))];
    }
}
