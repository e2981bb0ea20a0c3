// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;

/// An operator of the rule language.
///
/// @param least fewest arguments
/// @param most most arguments; [#ANY] is no limit
/// @param factory makes the expression of one use
/// @param misuse what arguments that it cannot use do to evaluations
record OperatorDefinition(int least, int most, ExpressionFactory factory, ProblemEffect misuse) {
    static final int ANY = Integer.MAX_VALUE;

    /// An operator of JsonLogic.
    OperatorDefinition(int least, int most, ExpressionFactory factory) {
        this(least, most, factory, ProblemEffect.BREAKS_RULE);
    }

    /// An operator that flagd adds.
    static OperatorDefinition ofFlagd(int least, int most, ExpressionFactory factory) {
        return new OperatorDefinition(least, most, factory, ProblemEffect.TOLERATED);
    }

    /// Makes the expression of one use, whose number of arguments is right.
    @FunctionalInterface
    interface ExpressionFactory {
        Expression compile(OperatorCall usage);
    }

    /// How many arguments it takes, in words.
    String arity() {
        if (least == most) {
            return least + (least == 1 ? " argument" : " arguments");
        }
        return most == ANY ? least + " or more arguments" : least + " to " + most + " arguments";
    }
}
