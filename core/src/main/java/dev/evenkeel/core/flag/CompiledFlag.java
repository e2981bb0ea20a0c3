// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.targeting.Expression;
import dev.evenkeel.core.targeting.RuleCompiler;
import org.jspecify.annotations.Nullable;

/// A compiled flag. Immutable and thread-safe; evaluation never throws.
sealed interface CompiledFlag {
    Evaluation evaluate(EvaluationContext context, long epochSeconds);

    /// Whether the result may depend on the time; if not, any time may be passed.
    boolean requiresTime();

    /// Returns the split compiled into the flag, if any.
    default @Nullable RunningSplit split() {
        return null;
    }

    /// Returns the salt for that split's units; null when there is none.
    default @Nullable UnitSalt salt() {
        return null;
    }

    /// Returns the variant that this split assigns to a targeting key, ignoring the author's rule; null when
    /// there is no split.
    default @Nullable String splitVariant(String targetingKey) {
        return null;
    }

    /// Returns the evaluations of the flag's variants.
    PrecomputedEvaluations evaluations();

    /// A flag with the same evaluation for every context.
    record Fixed(Evaluation evaluation, PrecomputedEvaluations evaluations) implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            return evaluation;
        }

        @Override
        public boolean requiresTime() {
            return false;
        }
    }

    /// A flag with a targeting rule of its author.
    record Targeted(RuleCompiler.CompiledRule rule, PrecomputedEvaluations evaluations) implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            try {
                return evaluations.ofRuleResult(rule.expression().evaluate(context, epochSeconds));
            } catch (RuntimeException | StackOverflowError e) {
                return evaluations.ofFailure(e);
            }
        }

        @Override
        public boolean requiresTime() {
            return rule.requiresTime();
        }
    }

    /// A flag with a running split: the author's rule is evaluated first, then the split.
    ///
    /// @param authorRule rule of the author; null when there is none
    record Split(@Nullable Expression authorRule, PrecomputedEvaluations evaluations, CompiledSplit compiled)
            implements CompiledFlag {
        @Override
        public Evaluation evaluate(EvaluationContext context, long epochSeconds) {
            try {
                Object result = authorRule == null ? null : authorRule.evaluate(context, epochSeconds);
                return result == null ? compiled.evaluate(context, epochSeconds) : evaluations.ofRuleResult(result);
            } catch (RuntimeException | StackOverflowError e) {
                return evaluations.ofFailure(e);
            }
        }

        @Override
        public boolean requiresTime() {
            return compiled.requiresTime();
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
