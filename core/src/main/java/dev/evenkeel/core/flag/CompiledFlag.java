// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.targeting.Expression;
import dev.evenkeel.core.targeting.RuleCompiler;
import org.jspecify.annotations.Nullable;

/// A flag, ready to be evaluated. Immutable and thread-safe; never throws.
sealed interface CompiledFlag {
    Evaluation evaluate(EvaluationContext context, long epochSeconds);

    /// Whether the time may matter; if not, any time will do.
    boolean asksForTime();

    /// The split compiled into the flag, if any.
    default @Nullable RunningSplit split() {
        return null;
    }

    /// What names the units of that split outside of this process; null when there is none.
    default @Nullable UnitSalt salt() {
        return null;
    }

    /// The variant that this split gives a targeting key, whatever the author's rule says; null when there is
    /// no split.
    default @Nullable String splitVariant(String targetingKey) {
        return null;
    }

    /// What the flag's variants are.
    PrecomputedEvaluations outcomes();

    /// A flag that says the same to everyone.
    record Fixed(Evaluation evaluation, PrecomputedEvaluations outcomes) implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            return evaluation;
        }

        @Override
        public boolean asksForTime() {
            return false;
        }
    }

    /// A flag with a rule of its author.
    record Targeted(RuleCompiler.CompiledRule rule, PrecomputedEvaluations outcomes) implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            try {
                return outcomes.of(rule.expression().evaluate(context, epochSeconds));
            } catch (RuntimeException | StackOverflowError e) {
                return outcomes.failed(e);
            }
        }

        @Override
        public boolean asksForTime() {
            return rule.asksForTime();
        }
    }

    /// A flag under a running split: the author's rule first, then the split.
    ///
    /// @param author null when the author has no rule
    record Split(@Nullable Expression author, PrecomputedEvaluations outcomes, CompiledSplit compiled)
            implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            try {
                Object result = author == null ? null : author.evaluate(context, epochSeconds);
                return result == null ? compiled.evaluate(context, epochSeconds) : outcomes.of(result);
            } catch (RuntimeException | StackOverflowError e) {
                return outcomes.failed(e);
            }
        }

        @Override
        public boolean asksForTime() {
            return compiled.asksForTime();
        }

        @Override
        public RunningSplit split() {
            return compiled.split();
        }

        @Override
        public @Nullable UnitSalt salt() {
            return compiled.salt();
        }

        @Override
        public @Nullable String splitVariant(String targetingKey) {
            return compiled.variantOf(targetingKey);
        }
    }
}
